namespace Kalends.Testing.Cluster;

/// <summary>A MariaDB that has its tables on others, by the Spider engine.</summary>
public sealed record SpiderFront(MariaDbServer Front, IReadOnlyList<MariaDbServer> Shards)
{
    /// <summary>
    /// Without XA: no transaction of the program touches two shards, so there is nothing to agree on.
    /// </summary>
    internal Task PrepareAsync() => Front.AdministerAsync("INSTALL SONAME 'ha_spider'; SET GLOBAL spider_internal_xa = OFF");

    /// <summary>A database of the name on all of them; gives how the front calls each shard.</summary>
    public async Task<IReadOnlyList<string>> MakeDatabaseAsync(string name)
    {
        foreach (var server in Shards.Prepend(Front)) await server.AdministerAsync($"CREATE DATABASE `{name}`");
        var names = Shards.Select((_, n) => $"{name}_{n}").ToArray();
        foreach (var (shard, n) in Shards.Select((shard, n) => (shard, n)))
            await Front.AdministerAsync(
                $"""
                CREATE SERVER `{names[n]}` FOREIGN DATA WRAPPER mysql
                OPTIONS (HOST '{shard.Address}', PORT {MariaDbFolder.Port}, USER 'app', PASSWORD 'app', DATABASE '{name}')
                """);
        return names;
    }
}
