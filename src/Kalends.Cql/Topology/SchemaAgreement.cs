namespace Kalends.Cql.Topology;

/// <summary>Waits until all nodes that are up know the same schema.</summary>
internal sealed class SchemaAgreement(CqlOptions options, Cluster cluster)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="coordinator">
    /// The host that changed the schema, which is the one to ask: the others may all still agree on what was before. Null asks any.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False where they did not agree in time.</returns>
    public async Task<bool> WaitAsync(Host? coordinator, CancellationToken cancellation)
    {
        var started = options.Time.GetTimestamp();
        while (options.Time.GetElapsedTime(started) < options.SchemaAgreementTimeout)
        {
            if (await AgreeAsync(coordinator)) return true;
            await Task.Delay(Pause, options.Time, cancellation);
        }
        return false;
    }

    private async Task<bool> AgreeAsync(Host? coordinator)
    {
        try
        {
            var reader = coordinator?.Pool.Pick() is { } connection ? new ClusterReader(connection, options.ConnectTimeout) : cluster.Reader();
            var versions = await reader.ReadSchemaVersionsAsync();
            // A node that is down is not waited for: what is told of it is old.
            var down = cluster.View.Hosts.Where(host => !host.IsUp).Select(host => host.EndPoint).ToHashSet();
            return versions.Where(version => !down.Contains(version.Key)).Select(version => version.Value).Distinct().Count() == 1;
        }
        catch (CqlException)
        {
            // The host is gone just now, or the control connection is on its way to another one.
            return false;
        }
    }
}
