using System.Diagnostics;
using System.Globalization;

namespace Kalends.Testing.Cassandra;

/// <summary>
/// A process that does not outlive this one. Its shell holds the end of a pipe whose other end is ours: when we are gone, however
/// it happened, the shell reads the end of the pipe and kills it.
/// </summary>
internal sealed class LifelineProcess : IDisposable
{
    private const string Lifeline = """
        exec 3<&0
        console=$1; shift
        "$@" >>"$console" 2>&1 </dev/null 3<&- &
        child=$!
        echo $child
        exec >/dev/null 2>&1
        { read -r _ <&3; kill -9 $child; } &
        watch=$!
        wait $child
        kill $watch
        """;

    private readonly Process _shell;

    private LifelineProcess(Process shell, int pid)
    {
        _shell = shell;
        Pid = pid;
    }

    /// <summary>The process's own id.</summary>
    public int Pid { get; }

    public bool HasEnded => _shell.HasExited;

    /// <summary>Runs a program; what it writes goes into the file.</summary>
    public static async Task<LifelineProcess> StartAsync(string console, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("bash", ["-c", Lifeline, "lifeline", console, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var shell = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        var pid = await shell.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{program} did not start.");
        return new LifelineProcess(shell, int.Parse(pid, CultureInfo.InvariantCulture));
    }

    public Task WaitForEndAsync() => _shell.WaitForExitAsync();

    public void Dispose() => _shell.Dispose();
}
