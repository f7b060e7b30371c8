namespace Kalends.Storage.Cluster.Doctor;

/// <summary>Asks every server of the configuration how it is, and changes nothing.</summary>
public static class ClusterDoctor
{
    /// <summary>One finding or more for each server, in the order of the configuration.</summary>
    public static async Task<IReadOnlyList<DependencyState>> Examine(ClusterOptions options, CancellationToken cancellation)
    {
        var databases = await Task.WhenAll(options.MySql.Select(server => MySqlExamination.Examine(server, cancellation)));
        return
        [
            .. databases.SelectMany(findings => findings),
            .. await SlotExamination.Examine(options.MySql, cancellation),
            await CassandraExamination.Examine(options.Cassandra, cancellation),
            await RedisExamination.Examine(options.Redis),
        ];
    }
}
