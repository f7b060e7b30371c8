using System.Runtime.InteropServices;

namespace Kalends.Testing.Cassandra;

/// <summary>kill(2).</summary>
internal static class Signal
{
    public static void Kill(int pid) => Send(pid, 9);

    public static void Terminate(int pid) => Send(pid, 15);

    public static void Continue(int pid) => Send(pid, 18);

    public static void Stop(int pid) => Send(pid, 19);

    private static void Send(int pid, int signal) => _ = kill(pid, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
