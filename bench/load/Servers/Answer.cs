using System.Text.Json;

namespace Kalends.Load.Servers;

/// <summary>A recorded answer.</summary>
/// <param name="Target">The path and query that gave it.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record Answer(string Target, byte[] Body)
{
    /// <summary>Items of a range whose <c>startUtc</c> is not before: what spans in from an earlier range is left out.</summary>
    public int ItemsStartingAtOrAfter(string startUtc)
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.GetProperty("items").EnumerateArray()
            .Count(item => string.CompareOrdinal(item.GetProperty("startUtc").GetString(), startUtc) >= 0);
    }
}
