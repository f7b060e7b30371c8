using System.Collections.Immutable;
using System.Globalization;
using Kalends.Domain.Calendars;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>How far a device has read each calendar, and when it was told so.</summary>
/// <param name="At">A device that comes back later than stamps are remembered reads everything anew.</param>
/// <param name="Calendars">The device's copies.</param>
internal sealed record SyncCursor(Instant At, ImmutableSortedDictionary<CalendarId, CalendarPosition> Calendars)
{
    /// <summary>Of a device that has nothing yet.</summary>
    public static SyncCursor Empty { get; } = new(Instant.MinValue, ImmutableSortedDictionary<CalendarId, CalendarPosition>.Empty);

    public bool IsPastFloor(Instant now) => At + MergeRecord.Memory < now;

    public string Text() => string.Join(';', [Number(At.ToUnixTimeSeconds()), .. Calendars.Select(one =>
        $"{one.Key} {Number(one.Value.Position.Sequence)} {Number((int)one.Value.Position.Level)}{(one.Value.IsFromStart ? " s" : "")}")]);

    public static SyncCursor Read(string text)
    {
        var parts = text.Split(';');
        return new SyncCursor(Instant.FromUnixTimeSeconds(Number(parts[0])), parts[1..].Select(ReadOne).ToImmutableSortedDictionary());
    }

    private static KeyValuePair<CalendarId, CalendarPosition> ReadOne(string text)
    {
        var words = text.Split(' ');
        var position = new FeedPosition(Number(words[1]), (Permission)Number(words[2]));
        return KeyValuePair.Create(new CalendarId(Number(words[0])), new CalendarPosition(position, IsFromStart: words.Length > 3));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>How far one calendar is read.</summary>
/// <param name="Position">In its feed, and as what.</param>
/// <param name="IsFromStart">Whether the device is still reading it for the first time.</param>
internal sealed record CalendarPosition(FeedPosition Position, bool IsFromStart);
