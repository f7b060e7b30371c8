namespace Kalends.Cql.Topology;

/// <summary>Waits until all nodes that are up know the same schema.</summary>
internal sealed class SchemaAgreement(CqlOptions options, Cluster cluster)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <returns>False where they did not agree in time.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        var started = options.Time.GetTimestamp();
        while (options.Time.GetElapsedTime(started) < options.SchemaAgreementTimeout)
        {
            if (await AgreeAsync()) return true;
            await Task.Delay(Pause, options.Time, cancellation);
        }
        return false;
    }

    private async Task<bool> AgreeAsync()
    {
        try
        {
            var versions = await cluster.Reader().ReadSchemaVersionsAsync();
            // A node that is down is not waited for: what is told of it is old.
            var down = cluster.View.Hosts.Where(host => !host.IsUp).Select(host => host.EndPoint).ToHashSet();
            return versions.Where(version => !down.Contains(version.Key)).Select(version => version.Value).Distinct().Count() == 1;
        }
        catch (CqlException)
        {
            // The control connection is on its way to another host.
            return false;
        }
    }
}
