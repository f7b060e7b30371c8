using Kalends.Server.Hosting;
using Kalends.Storage;
using Kalends.Storage.Cluster.Doctor;

namespace Kalends.Server.Commands;

/// <summary><c>kalends doctor</c>: reads the configuration, asks everything in it how it is, and says in words what is wrong.</summary>
internal static class ExamineDependencies
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>0 where all is well.</summary>
    public static async Task<int> Run(IConfiguration configuration, TextWriter output)
    {
        var options = ServerOptions.Read(configuration);
        using var limit = new CancellationTokenSource(Patience);
        var findings = options.Cluster is { } cluster
            ? await ClusterDoctor.Examine(cluster, limit.Token)
            : [ExamineFolder(options.DataDirectory)];
        foreach (var finding in findings) await output.WriteLineAsync($"{(finding.IsHealthy ? "well" : "ILL ")}  {finding.Name}: {finding.Detail}");
        return findings.All(finding => finding.IsHealthy) ? 0 : 1;
    }

    private static DependencyState ExamineFolder(string folder)
    {
        const string name = "data directory";
        try
        {
            Directory.CreateDirectory(folder);
            var draft = Path.Combine(folder, $"doctor-{Environment.ProcessId}");
            File.WriteAllText(draft, "");
            File.Delete(draft);
            return new DependencyState(name, IsHealthy: true, $"{folder} can be written to.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new DependencyState(name, IsHealthy: false, $"{folder} cannot be written to: {failure.Message}");
        }
    }
}
