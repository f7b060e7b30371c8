using System.Diagnostics;

namespace Kalends.Testing.Cassandra;

/// <summary>Runs the machine's programs.</summary>
internal static class Tools
{
    /// <summary>What the program wrote to its standard output.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or it failed; with its own words.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed: {await error}");
        return await output;
    }
}
