using System.Text.RegularExpressions;
using Kalends.Cql;
using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Cluster.Cassandra.Schema;

namespace Kalends.Storage.Tests.Cassandra;

/// <summary>What the stores may say to Cassandra: statements that a server understands and that go to partitions by name.</summary>
public sealed partial class StatementTests(CassandraServers servers)
{
    [Fact]
    public async Task Every_statement_names_its_whole_partition_key()
    {
        CassandraDatabase database = await servers.GetDatabase();
        var keys = await ReadPartitionKeys();
        Assert.All(CassandraPartitions.Statements.Where(statement => !statement.Text.Contains("system.", StringComparison.Ordinal)), statement =>
        {
            Assert.NotNull(database.Bind(statement));
            string table = Table().Match(statement.Text).Groups["table"].Value;
            Assert.All(keys[table], column => Assert.True(Names(statement.Text, column), $"{statement.Text} does not say {column}"));
        });
    }

    [Fact]
    public void No_statement_filters() =>
        Assert.DoesNotContain(CassandraPartitions.Statements, statement => statement.Text.Contains("FILTERING", StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("2.1.0", "SizeTieredCompactionStrategy", "'sstable_compression'", "dclocal_read_repair_chance = 0")]
    [InlineData("3.11.17", "TimeWindowCompactionStrategy", "'class': 'LZ4Compressor'", "dclocal_read_repair_chance = 0")]
    [InlineData("4.1.3", "TimeWindowCompactionStrategy", "'class': 'LZ4Compressor'", "read_repair = 'NONE'")]
    [InlineData("5.0-beta1", "UnifiedCompactionStrategy", "'class': 'LZ4Compressor'", "read_repair = 'NONE'")]
    public void Tables_are_made_as_the_server_can(string release, string byTime, string compression, string repair)
    {
        ServerVersion server = ServerVersion.Read(release);
        Assert.Contains(byTime, server.RowsByTime);
        Assert.Contains(compression, server.Compression);
        Assert.Contains(repair, server.WholeCommits);
    }

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        await servers.GetDatabase();
        await using CassandraPartitions again = await servers.Open(await servers.MakeOptions());
        Assert.True(Assert.Single(await again.Check(TestContext.Current.CancellationToken)).IsHealthy);
    }

    private async Task<ILookup<string, string>> ReadPartitionKeys()
    {
        CassandraOptions options = await servers.MakeOptions();
        await using CqlSession session = await CqlSession.ConnectAsync(new CqlOptions { ContactPoints = options.ContactPoints });
        CqlResult columns = await session.ExecuteAsync(new CqlStatement(
            $"SELECT columnfamily_name, column_name, type FROM system.schema_columns WHERE keyspace_name = '{options.Keyspace}'"));
        return columns.Where(row => row.Get<string>(2) == "partition_key").ToLookup(row => row.Get<string>(0)!, row => row.Get<string>(1)!);
    }

    private static bool Names(string statement, string column) => statement.StartsWith("INSERT", StringComparison.Ordinal)
        ? Regex.IsMatch(statement, $@"\([^)]*\b{column}\b[^)]*\) VALUES")
        : Regex.IsMatch(statement, $@"WHERE [^()]*\b{column} (= \?|IN \?)");

    [GeneratedRegex(@"(FROM|INTO|UPDATE) (?<table>\w+)")]
    private static partial Regex Table();
}
