using System.Collections.Immutable;
using System.Globalization;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;
using NodaTime.Text;

namespace Kalends.Domain.Merging;

/// <summary>Values of parts as texts: equal values have equal texts. Nothing in them can hold a line break or a tab but descriptions.</summary>
public static class PartText
{
    private static readonly LocalDateTimePattern WallTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");
    private static readonly LocalDatePattern Date = LocalDatePattern.Iso;

    /// <summary>Start, end and recurrence.</summary>
    internal static string OfTime(EventContent content) =>
        string.Join('\n', [Of(content.Start), Of(content.End), .. content.Recurrence]);

    /// <summary>Start, end and recurrence of such a text.</summary>
    public static EventSpan ReadTime(string text)
    {
        var lines = text.Split('\n');
        return new EventSpan(ReadEventTime(lines[0]), ReadEventTime(lines[1]), [.. lines[2..]]);
    }

    internal static string Of(EventTime time) => time is EventTime.Moment moment
        ? $"{WallTime.Format(moment.At)} {moment.ZoneId}{(moment.SecondReading ? " 2" : "")}"
        : Date.Format(time.Local.Date);

    internal static EventTime ReadEventTime(string text)
    {
        var parts = text.Split(' ');
        return parts.Length == 1
            ? new EventTime.Day(Date.Parse(text).Value)
            : new EventTime.Moment(WallTime.Parse(parts[0]).Value, parts[1], parts.Length > 2);
    }

    internal static string Of(Attendee attendee) =>
        $"{(attendee.Optional ? '+' : '-')}{attendee.Email.Text}{(attendee.Name is { } name ? "\t" + name : "")}";

    /// <summary>The attendee without account and answer.</summary>
    internal static Attendee ReadAttendee(string text)
    {
        var tab = text.IndexOf('\t');
        var email = tab < 0 ? text[1..] : text[1..tab];
        return new Attendee(new EmailAddress(email), null, tab < 0 ? null : text[(tab + 1)..], ResponseStatus.NeedsAction, text[0] == '+');
    }

    internal static string Of(ImmutableArray<Attendee> attendees) => string.Join('\n', attendees.Select(Of));

    internal static ImmutableArray<Attendee> ReadAttendees(string text) =>
        text.Length == 0 ? [] : [.. text.Split('\n').Select(ReadAttendee)];

    internal static string Of<T>(T word) where T : struct, Enum => Convert.ToInt32(word, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    internal static T ReadWord<T>(string text) where T : struct, Enum => (T)Enum.ToObject(typeof(T), int.Parse(text, CultureInfo.InvariantCulture));
}

/// <summary>When an event happens: one part of it, since one device's start with another's rule is nonsense.</summary>
public sealed record EventSpan(EventTime Start, EventTime End, ImmutableArray<string> Recurrence);
