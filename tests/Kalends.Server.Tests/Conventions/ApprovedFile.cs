using System.Runtime.CompilerServices;

namespace Kalends.Server.Tests.Conventions;

/// <summary>An outward surface, kept as a file that a reviewer sees change. UPDATE_SNAPSHOTS=1 writes it anew.</summary>
internal static class ApprovedFile
{
    public static void MustEqual(string name, string received, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "..", "Approved", name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, received);
        Assert.Equal(File.ReadAllText(path), received);
    }
}
