using System.Text.Json;
using Kalends.Domain.Merging;

namespace Kalends.Domain.Tests.Merging;

/// <summary>States as JSON, the same text for the same state: for comparing, and for the vectors that other languages are held to.</summary>
internal static class MergeText
{
    internal static string Of(MergeState state) => JsonSerializer.Serialize(Tree(state));

    internal static Dictionary<string, object> Tree(MergeState state) => new()
    {
        ["known"] = Tree(state.Known),
        ["removed"] = Tree(state.Removed),
        ["last"] = state.Last.ToDictionary(part => part.Key, part => Tree(part.Value)),
        ["many"] = state.Many.ToDictionary(part => part.Key, part => part.Value.Select(Tree)),
        ["gone"] = state.Gone.ToDictionary(part => part.Key, part => part.Value.Select(stamp => stamp.ToString())),
    };

    internal static Dictionary<string, object> Tree(Knowledge known) => new()
    {
        ["below"] = Stamp.TimeText(known.Below),
        ["spans"] = known.Spans.ToDictionary(
            device => device.Key.ToString(), device => device.Value.Select(span => new[] { Stamp.TimeText(span.From), Stamp.TimeText(span.To) })),
    };

    private static Dictionary<string, string?> Tree(Candidate candidate) => new() { ["stamp"] = candidate.Stamp.ToString(), ["value"] = candidate.Value };
}
