using System.Collections.Immutable;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;

namespace Kalends.Server.Delivery.Wording;

/// <summary>A message in the reader's words, for channels to lay out.</summary>
internal sealed record MessageWords(Language Language)
{
    private const int LongestDetails = 1000;

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>One line.</summary>
    public required string Heading { get; init; }

    /// <summary>When and where; or the day's occurrences.</summary>
    public required ImmutableArray<string> Lines { get; init; }

    /// <summary>The description's beginning, or nothing.</summary>
    public string Details { get; init; } = "";

    /// <summary>Why the reader gets this.</summary>
    public required string Reason { get; init; }

    public static MessageWords For(Message message)
    {
        var locale = message.User.Preferences.Locale;
        var (language, clock) = (Language.For(locale), new ReaderClock(locale, message.Zone));
        return message.Notification.Kind == NotificationKind.Digest ? Digest(message, language, clock) : Reminder(message, language, clock);
    }

    /// <summary>The title, on one line: what people write must not begin another header or line.</summary>
    public static string Title(Language language, Occurrence occurrence) =>
        OneLine(occurrence.Face.Title) is { Length: > 0 } title ? title : language.Untitled;

    private static MessageWords Reminder(Message message, Language language, ReaderClock clock)
    {
        var (occurrence, title, when) = (message.Occurrence, Title(language, message.Occurrence), clock.When(message.Occurrence));
        var place = OneLine(occurrence.Face.Location);
        var minutes = message.Notification.Offset;
        return new MessageWords(language)
        {
            Subject = $"{title} · {when}",
            Heading = title,
            Lines = place.Length > 0 ? [when, $"{language.Where}: {place}"] : [when],
            Details = Cut(occurrence.Face.Description),
            Reason = minutes == 0 ? language.AtStart : language.Reason(language.Span(minutes)),
        };
    }

    private static MessageWords Digest(Message message, Language language, ReaderClock clock)
    {
        var heading = language.Agenda(clock.Day(message.Notification.Start));
        return new MessageWords(language)
        {
            Subject = heading,
            Heading = heading,
            Lines = message.Occurrences.IsEmpty
                ? [language.NothingToday]
                : [.. message.Occurrences.Select(occurrence => $"{clock.Short(occurrence)}  {Title(language, occurrence)}")],
            Reason = language.DigestReason,
        };
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim();

    private static string Cut(string text)
    {
        if (text.Length <= LongestDetails) return text.Trim();
        var end = char.IsHighSurrogate(text[LongestDetails - 1]) ? LongestDetails - 1 : LongestDetails;
        return text[..end].Trim() + "…";
    }
}
