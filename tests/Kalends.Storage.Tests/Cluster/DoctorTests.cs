using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.Doctor;
using Kalends.Testing.Cluster;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>What is wrong with a configuration or its servers is said in words that name the server and the remedy.</summary>
public sealed class DoctorTests(ClusterServers servers)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_is_empty_before_the_first_start_and_up_to_date_after()
    {
        await using var lab = new TwoShardsLab(servers);
        await using (await lab.Open())
        {
            var findings = await Examine([.. lab.Options]);
            Assert.All(findings.Where(finding => finding.Name.StartsWith("MySQL", StringComparison.Ordinal)), finding => Assert.True(finding.IsHealthy, finding.Detail));
            Assert.Contains(findings, finding => finding is { Name: "MySQL first, replica 1" } && finding.Detail.Contains("up to date", StringComparison.Ordinal));
            Assert.Contains(findings, finding => finding.Detail == "Every slot is where the configuration says.");
        }
    }

    [Fact]
    public async Task Mistakes_are_named()
    {
        MariaDbPair pair = await servers.First();
        string database = servers.NewDatabase();
        var right = new MySqlServerOptions { Name = "db", ConnectionString = pair.Primary.ConnectionString(database), Slots = [SlotRange.All] };
        Assert.Contains("has no database", await Detail(right), StringComparison.Ordinal);
        await pair.Primary.AdministerAsync($"CREATE DATABASE `{database}`");
        Assert.Contains("the first start makes the tables", await Detail(right), StringComparison.Ordinal);
        Assert.Contains("refuses the user or the password", await Detail(right with
        {
            ConnectionString = right.ConnectionString.Replace("Password=app", "Password=wrong", StringComparison.Ordinal),
        }), StringComparison.Ordinal);
        Assert.Contains("Nothing answers", await Detail(right with
        {
            ConnectionString = right.ConnectionString.Replace("Port=3306", "Port=3", StringComparison.Ordinal),
        }), StringComparison.Ordinal);
        Assert.Contains("cannot be read", await Detail(right with { ConnectionString = "Sorver=x" }), StringComparison.Ordinal);
        await pair.CatchUpAsync();
        Assert.Contains("read-only", await Detail(right with { ConnectionString = pair.Replica.ConnectionString(database) }), StringComparison.Ordinal);
        var writable = await Examine(right with { ReadReplicas = [right.ConnectionString] });
        Assert.Contains(writable, finding => finding.Detail.StartsWith("It takes writes", StringComparison.Ordinal));
        var half = await Examine(right with { Slots = [new SlotRange(0, 2047)] });
        Assert.Contains(half, finding => finding is { IsHealthy: false, Detail: "The configuration gives 2048 slots to no server." });
        await pair.Primary.AdministerAsync($"DROP DATABASE `{database}`");
    }

    [Fact]
    public async Task A_cassandra_that_is_not_there_is_named_with_its_address()
    {
        var findings = await Examine(new MySqlServerOptions { Name = "db", ConnectionString = "Server=127.78.0.1;Port=3" });
        Assert.Contains(findings, finding => finding is { Name: "Cassandra", IsHealthy: false } && finding.Detail.Contains("127.78.0.1, port 3", StringComparison.Ordinal));
    }

    private static async Task<string> Detail(MySqlServerOptions server) => (await Examine(server))[0].Detail;

    private static Task<IReadOnlyList<DependencyState>> Examine(params MySqlServerOptions[] options) => ClusterDoctor.Examine(
        new ClusterOptions { MySql = [.. options], Cassandra = new CassandraOptions { ContactPoints = ["127.78.0.1"], Port = 3 } }, Cancellation);
}
