using System.Globalization;

namespace Kalends.Testing.Cassandra;

/// <summary>
/// Ends what an earlier run may have left in a folder that is now ours. The lifeline of <see cref="LifelineProcess"/> should have done so;
/// this is for the run whose lifeline was killed as well.
/// </summary>
internal static class StaleNodes
{
    public static void End(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            if (CommandLineOf(process).Contains($"={folder}/", StringComparison.Ordinal)) Signal.Kill(pid);
        }
        Directory.Delete(folder, recursive: true);
    }

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
