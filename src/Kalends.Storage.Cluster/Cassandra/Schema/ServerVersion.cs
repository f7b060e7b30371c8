using System.Globalization;

namespace Kalends.Storage.Cluster.Cassandra.Schema;

/// <summary>What the cluster can do, by its release_version. Statements never depend on it, tables' options do.</summary>
internal sealed record ServerVersion(int Major, int Minor)
{
    /// <summary>Reads "2.1.0" or "5.0-beta1".</summary>
    public static ServerVersion Read(string release)
    {
        string[] parts = release.Split('.', '-');
        return parts.Length >= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
                ? new ServerVersion(major, minor)
                : throw new StorageException($"Cassandra says its version is {release}, which is not understood.");
    }

    /// <summary>For rows that are edited: many versions of few rows, read by key.</summary>
    public string EditedRows => Major >= 5
        ? "compaction = {'class': 'UnifiedCompactionStrategy'}"
        : "compaction = {'class': 'LeveledCompactionStrategy', 'sstable_size_in_mb': '160'}";

    /// <summary>For rows that are written about when they are due, and all forgotten together.</summary>
    public string RowsByTime => this switch
    {
        { Major: >= 5 } => "compaction = {'class': 'UnifiedCompactionStrategy'}",
        { Major: >= 4 } or { Major: 3, Minor: >= 8 } =>
            "compaction = {'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'DAYS', 'compaction_window_size': '1'}",
        _ => "compaction = {'class': 'SizeTieredCompactionStrategy'}",
    };

    /// <summary>Small pieces, since most reads are of few rows of a large partition.</summary>
    public string Compression => Major >= 3
        ? "compression = {'class': 'LZ4Compressor', 'chunk_length_in_kb': '16'}"
        : "compression = {'sstable_compression': 'LZ4Compressor', 'chunk_length_kb': '16'}";

    /// <summary>
    /// A read that mends replicas writes only what it has read, and so tears a commit apart. Servers that can leave it; on others
    /// readers notice what is not settled.
    /// </summary>
    public string WholeCommits => Major >= 4
        ? "read_repair = 'NONE'"
        : "read_repair_chance = 0 AND dclocal_read_repair_chance = 0";
}
