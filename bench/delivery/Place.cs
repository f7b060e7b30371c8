using Kalends.Testing.Cassandra;
using Kalends.Testing.Cluster;

namespace Kalends.Delivery.Bench;

/// <summary>Where the data lies: a folder, or the real servers of a cluster, three nodes of Cassandra and two of MariaDB.</summary>
internal sealed class Place : IAsyncDisposable
{
    private const string Memory = "/dev/shm";

    private readonly ClusterBed? bed;
    private readonly string folder;

    private Place(ClusterBed? bed, string folder, IReadOnlyList<string> settings) => (this.bed, this.folder, Settings) = (bed, folder, settings);

    public bool IsCluster => bed is not null;

    /// <summary>How many people are made at once: one file writes many together best, servers on the same machine are soon overrun.</summary>
    public int FilledAtOnce => IsCluster ? 4 : 32;

    /// <summary>What tells a server so.</summary>
    public IReadOnlyList<string> Arguments => [.. Settings, .. At(folder)];

    private IReadOnlyList<string> Settings { get; }

    public static async Task<Place> Make(string set, string folder)
    {
        if (set == "embedded") return new Place(null, folder, []);
        var bed = new ClusterBed(new MariaDbSettings(), new CassandraSettings { Optimizes = true });
        var settings = await bed.ConfigureAsync();
        return new Place(bed, folder, [.. settings.SelectMany(one => new[] { $"--{one.Key.Replace("__", ":", StringComparison.Ordinal)}", one.Value })]);
    }

    /// <summary>
    /// Fills it. A file that is filled with synced writes of rows in random order is written fifty times over: so that is done in memory,
    /// where there is any.
    /// </summary>
    /// <param name="fill">With a server for these arguments, which it ends.</param>
    public async Task Fill(Func<IReadOnlyList<string>, Task> fill)
    {
        if (IsCluster || !Directory.Exists(Memory))
        {
            await fill(Arguments);
            return;
        }
        string filled = Directory.CreateDirectory(Path.Combine(Memory, Path.GetFileName(folder))).FullName;
        await fill([.. Settings, .. At(filled)]);
        foreach (string file in Directory.GetFiles(filled)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Directory.Delete(filled, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (bed is not null) await bed.DisposeAsync();
    }

    private static string[] At(string folder) => ["--Kalends:DataDirectory", folder];
}
