using System.Globalization;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Features.Events;

/// <summary>Where a page of a range ends, as the text in its token.</summary>
internal static class RangePosition
{
    public static OccurrenceKey Of(Occurrence occurrence) => new(occurrence.Times.Start, occurrence.Id);

    public static string Text(OccurrenceKey key) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Start.ToUnixTimeSeconds()} {key.Id}");

    /// <summary>Reads what <see cref="Text"/> wrote; tokens are signed, so it is nothing else.</summary>
    public static OccurrenceKey? Read(string? position)
    {
        if (position is null) return null;
        var space = position.IndexOf(' ', StringComparison.Ordinal);
        var start = long.Parse(position.AsSpan(0, space), CultureInfo.InvariantCulture);
        return new OccurrenceKey(Instant.FromUnixTimeSeconds(start), new OccurrenceId(Guid.ParseExact(position.AsSpan(space + 1), "D")));
    }
}
