using System.Net;
using System.Net.Sockets;

namespace Kalends.Testing.Cassandra;

/// <summary>One node, which can be stopped, killed, paused and started again with its data.</summary>
public sealed class CassandraNode
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30);

    private readonly NodeFolder _folder;
    private readonly CassandraSettings _settings;
    private LifelineProcess? _process;
    private long _logStart;

    internal CassandraNode(NodeFolder folder, IPAddress address, CassandraSettings settings, NetworkSpace? space)
    {
        _folder = folder;
        _settings = settings;
        Space = space;
        EndPoint = new IPEndPoint(address, NodeFolder.CqlPort);
    }

    /// <summary>Where it takes CQL.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The network it is in, if that is its cluster's own.</summary>
    internal NetworkSpace? Space { get; }

    public bool IsRunning => _process is { HasEnded: false };

    /// <summary>Starts it and waits until it takes CQL.</summary>
    /// <exception cref="InvalidOperationException">It did not; with the end of its log.</exception>
    public async Task StartAsync()
    {
        if (IsRunning) return;
        _logStart = File.Exists(_folder.Log) ? new FileInfo(_folder.Log).Length : 0;
        string[] command = [.. Space?.Entering ?? [], "java", .. _folder.JavaArguments(_settings)];
        _process = await LifelineProcess.StartAsync(_folder.Console, command[0], command[1..]);
        using var limit = new CancellationTokenSource(LongestStart);
        while (!await TakesConnectionsAsync())
        {
            if (!IsRunning || limit.IsCancellationRequested)
                throw new InvalidOperationException($"Cassandra at {EndPoint} did not start.\n{await LogTailAsync()}");
            await Task.Delay(100);
        }
    }

    /// <summary>Asks it to end, as an operator would; kills it if it takes too long.</summary>
    public async Task StopAsync()
    {
        if (_process is not { HasEnded: false } process) return;
        Signal.Continue(process.Pid);
        Signal.Terminate(process.Pid);
        var ended = process.WaitForEndAsync();
        if (await Task.WhenAny(ended, Task.Delay(LongestStop)) != ended) await KillAsync();
    }

    /// <summary>Kills it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is not { HasEnded: false } process) return;
        Signal.Kill(process.Pid);
        await process.WaitForEndAsync();
    }

    /// <summary>Freezes it: it keeps its connections and says nothing.</summary>
    public void Pause() => Signal.Stop(_process!.Pid);

    public void Resume() => Signal.Continue(_process!.Pid);

    /// <summary>Bytes of the files that hold a table's rows; what was written since its last start may still be in memory.</summary>
    public long SizeOnDisk(string keyspace, string table) => SizesOnDisk(keyspace).GetValueOrDefault(table);

    /// <summary>The same of every table that has files.</summary>
    public IReadOnlyDictionary<string, long> SizesOnDisk(string keyspace) => Directory
        .EnumerateFiles(Path.Combine(_folder.Path, "data", keyspace), "*-Data.db", SearchOption.AllDirectories)
        .GroupBy(file => Path.GetFileName(Path.GetDirectoryName(file))!.Split('-')[0])
        .ToDictionary(table => table.Key, table => table.Sum(file => new FileInfo(file).Length));

    /// <summary>Of its Java process.</summary>
    public int ProcessId => _process!.Pid;

    /// <summary>CPU time it has used since its start.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            using var process = System.Diagnostics.Process.GetProcessById(ProcessId);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Whether, since it was started, it has seen that node come up.</summary>
    internal async Task<bool> SeesAsync(CassandraNode other)
    {
        await using var log = new FileStream(_folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = _logStart;
        using var reader = new StreamReader(log);
        return (await reader.ReadToEndAsync()).Contains($"/{other.EndPoint.Address} is now UP", StringComparison.Ordinal);
    }

    private async Task<bool> TakesConnectionsAsync()
    {
        try
        {
            using var client = new TcpClient(AddressFamily.InterNetwork);
            await client.ConnectAsync(EndPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<string> LogTailAsync()
    {
        var tail = new List<string>();
        foreach (var file in new[] { _folder.Console, _folder.Log })
            if (File.Exists(file)) tail.AddRange((await File.ReadAllLinesAsync(file)).TakeLast(15));
        return string.Join('\n', tail);
    }
}
