using System.Globalization;

namespace Kalends.Scale.Bench;

/// <summary>A line of the table: one load on one shape.</summary>
internal sealed record Line(string Shape, string Load, double PerSecond, double Milliseconds99)
{
    public const string Header =
        """
        | set | load | calls/s | p99 ms | api CPU ms | MySQL CPU ms | Cassandra CPU ms | Redis CPU ms | MySQL statements | CQL requests | Redis commands | load average | failed |
        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        """;

    public required long Calls { get; init; }

    /// <summary>Of all the calls together.</summary>
    public required Costs Costs { get; init; }

    public required string Failed { get; init; }

    public override string ToString()
    {
        string each = string.Join(" | ", new[] { Costs.Api, Costs.MySql, Costs.Cassandra, Costs.Redis }.Select(cpu => Show(cpu.TotalMilliseconds, "F3")));
        string asked = string.Join(" | ", new[] { Costs.MySqlStatements, Costs.CassandraRequests, Costs.RedisCommands }.Select(count => Show(count, "F2")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Shape} | {Load} | {PerSecond:F0} | {Milliseconds99:F1} | {each} | {asked} | {Kalends.Load.Servers.ProcessUsage.LoadAverage()} | {Failed} |");
    }

    private string Show(double total, string format) => (total / Calls).ToString(format, CultureInfo.InvariantCulture);
}
