using System.Runtime.CompilerServices;

namespace Kalends.Recurrence.Tests.Differential;

/// <summary>The engines that ours is compared with; eng/install-test-tools.sh fetches what they need.</summary>
internal static class Engines
{
    internal static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    internal static string Folder { get; } = Path.Combine(Root, "bench", "recurrence", "engines");

    internal static Engine[] Start() =>
    [
        new("ical-net", Path.Combine(Root, "bench", "recurrence", "bin", "Release", "net10.0", "Kalends.Recurrence.Race"), "ical-net"),
        new("dateutil", "/usr/bin/python3", Path.Combine(Folder, "dateutil_engine.py")),
        new("libical", Path.Combine(Folder, "libical_engine")),
        new("rrule.js", "node", Path.Combine(Folder, "npm_engine.mjs"), "rrule"),
        new("rrule-rust", "node", Path.Combine(Folder, "npm_engine.mjs"), "rrule-rust"),
    ];

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
