using Kalends.Cql;

namespace Kalends.Storage.Cluster.Doctor;

/// <summary>The Cassandra cluster: whether it answers, and which of its nodes do not.</summary>
internal static class CassandraExamination
{
    private const string Name = "Cassandra";

    public static async Task<DependencyState> Examine(CassandraOptions options, CancellationToken cancellation)
    {
        string points = string.Join(", ", options.ContactPoints);
        try
        {
            await using var session = await CqlSession.ConnectAsync(new CqlOptions
            {
                ContactPoints = options.ContactPoints, Port = options.Port, Datacenter = options.Datacenter,
                User = options.User, Password = options.Password,
                Tls = options.Tls ? new System.Net.Security.SslClientAuthenticationOptions() : null,
            }, cancellation);
            int up = session.Hosts.Count(host => host.IsUp), all = session.Hosts.Count;
            return up == all
                ? new DependencyState(Name, IsHealthy: true, $"All of its {all} nodes answer.")
                : new DependencyState(Name, IsHealthy: up > all / 2, $"{all - up} of its {all} nodes do not answer.");
        }
        catch (CqlException failure)
        {
            return new DependencyState(Name, IsHealthy: false, $"It cannot be used by way of {points}, port {options.Port}: {failure.Message}");
        }
    }
}
