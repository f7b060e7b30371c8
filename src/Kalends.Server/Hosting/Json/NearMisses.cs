using System.Collections.Frozen;

namespace Kalends.Server.Hosting.Json;

/// <summary>
/// Unknown members are ignored, but not those whose writer clearly meant a known one: ignoring <c>timezone</c> would put an event into
/// the wrong zone without a word.
/// </summary>
internal static class NearMisses
{
    private static readonly FrozenDictionary<string, string> OtherWords = new Dictionary<string, string>
    {
        ["recurrenceRule"] = "recurrence",
        ["rrule"] = "recurrence",
        ["startTime"] = "start",
        ["endTime"] = "end",
        ["summary"] = "title",
    }.ToFrozenDictionary(pair => Fold(pair.Key), pair => pair.Value, StringComparer.Ordinal);

    /// <summary>The known member that <paramref name="name"/> was meant to be, or null.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var folded = Fold(name);
        var other = OtherWords.GetValueOrDefault(folded);
        return known.FirstOrDefault(word => word == other || Fold(word) == folded);
    }

    private static string Fold(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
