using System.Diagnostics;
using System.Globalization;

namespace Kalends.Testing.Cassandra;

/// <summary>
/// A Java process that does not outlive this one. Its shell holds the end of a pipe whose other end is ours: when we are gone, however
/// it happened, the shell reads the end of the pipe and kills Java.
/// </summary>
internal sealed class NodeProcess : IDisposable
{
    private const string Lifeline = """
        exec 3<&0
        console=$1; shift
        java "$@" >>"$console" 2>&1 </dev/null 3<&- &
        child=$!
        echo $child
        exec >/dev/null 2>&1
        { read -r _ <&3; kill -9 $child; } &
        watch=$!
        wait $child
        kill $watch
        """;

    private readonly Process _shell;

    private NodeProcess(Process shell, int pid)
    {
        _shell = shell;
        Pid = pid;
    }

    /// <summary>Java's own id.</summary>
    public int Pid { get; }

    public bool HasEnded => _shell.HasExited;

    public static async Task<NodeProcess> StartAsync(NodeFolder folder, CassandraSettings settings)
    {
        var start = new ProcessStartInfo("bash", ["-c", Lifeline, "lifeline", folder.Console, .. folder.JavaArguments(settings)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var shell = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        var pid = await shell.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Java did not start.");
        return new NodeProcess(shell, int.Parse(pid, CultureInfo.InvariantCulture));
    }

    public Task WaitForEndAsync() => _shell.WaitForExitAsync();

    public void Dispose() => _shell.Dispose();
}
