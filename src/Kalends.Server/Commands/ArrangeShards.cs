using Kalends.Server.Hosting;
using Kalends.Storage.Cluster;

namespace Kalends.Server.Commands;

/// <summary>
/// <c>kalends shards list</c> says which MySQL server has which slots; <c>kalends shards move 0-1023 NAME</c> moves slots to another while the
/// system runs.
/// </summary>
internal static class ArrangeShards
{
    private const string Usage = "usage: kalends shards list | kalends shards move FIRST-LAST SERVER";

    public static async Task<int> Run(string[] words, IConfiguration configuration, TextWriter output)
    {
        var options = ClusterSettings.Read(configuration)
            ?? throw new InvalidConfigurationException("Kalends:Storage", "is embedded: there are no shards");
        await using var shards = ClusterShards.Open(options.MySql);
        switch (words)
        {
            case ["list"]:
                foreach (var holding in await shards.List(CancellationToken.None))
                    await output.WriteLineAsync($"{holding.Range}  {holding.Server ?? "nowhere"}");
                return 0;
            case ["move", var range, var target] when SlotRange.Parse(range) is { } slots:
                await shards.Move(slots, target, output.WriteLine, CancellationToken.None);
                return 0;
            default:
                await output.WriteLineAsync(Usage);
                return 2;
        }
    }
}
