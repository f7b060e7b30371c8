using Kalends.Server.Hosting;
using Kalends.Storage;

namespace Kalends.Server.Commands;

/// <summary>What an operator asks of the storage: <c>kalends doctor</c>, <c>kalends shards</c>.</summary>
internal static class StorageCommand
{
    public static Task<int> Doctor(string[] switches, TextWriter output) =>
        Run(() => ExamineDependencies.Run(Configure(switches), output), output);

    public static Task<int> Shards(string[] words, TextWriter output) =>
        Run(() => ArrangeShards.Run([.. words.TakeWhile(IsWord)], Configure([.. words.SkipWhile(IsWord)]), output), output);

    private static async Task<int> Run(Func<Task<int>> command, TextWriter output)
    {
        try
        {
            return await command();
        }
        catch (Exception failure) when (failure is InvalidConfigurationException or StorageException)
        {
            await output.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    /// <summary>The same sources as the server's.</summary>
    private static ConfigurationManager Configure(string[] switches) => WebApplication.CreateSlimBuilder(switches).Configuration;

    private static bool IsWord(string argument) => !argument.StartsWith("--", StringComparison.Ordinal);
}
