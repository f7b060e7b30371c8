using System.Collections.Immutable;
using NodaTime;

namespace Kalends.Server.Delivery.Wording;

/// <summary>The words of messages in one language. Dates are put together here: the program carries no culture data.</summary>
internal sealed record Language(string Tag)
{
    /// <summary>Monday first.</summary>
    public required ImmutableArray<string> Days { get; init; }

    public required ImmutableArray<string> Months { get; init; }

    /// <summary>A day of the month, a month's name and a year, as one says them; the day of the week comes before.</summary>
    public required Func<int, string, int, string> Date { get; init; }

    public required string Where { get; init; }

    public required string AllDay { get; init; }

    public required string Untitled { get; init; }

    public required string Unsubscribe { get; init; }

    /// <summary>How long before the start the reader asked to be told.</summary>
    public required Func<string, string> Reason { get; init; }

    public required string AtStart { get; init; }

    /// <summary>One and many minutes, hours, days.</summary>
    public required ImmutableArray<string> Units { get; init; }

    /// <summary>The heading of an agenda.</summary>
    public required Func<string, string> Agenda { get; init; }

    public required string NothingToday { get; init; }

    public required string DigestReason { get; init; }

    /// <summary>A code that shows that a telephone is the reader's.</summary>
    public required Func<string, string> Code { get; init; }

    private static readonly ImmutableDictionary<string, Language> Others =
        ImmutableDictionary<string, Language>.Empty.Add("de", German.Words).Add("fr", French.Words);

    /// <summary>The language of a locale; English where there is no other.</summary>
    public static Language For(string locale)
    {
        if (Others.TryGetValue(locale.Split('-')[0].ToLowerInvariant(), out var language)) return language;
        return IsAmerican(locale) ? English.American : English.British;
    }

    public string Day(LocalDate date) => $"{Days[(int)date.DayOfWeek - 1]}{(Tag == "fr" ? " " : ", ")}{Date(date.Day, Months[date.Month - 1], date.Year)}";

    /// <summary>A length of time in the largest unit that gives a whole number.</summary>
    public string Span(int minutes)
    {
        var (count, unit) = minutes % 1440 == 0 ? (minutes / 1440, 4) : minutes % 60 == 0 ? (minutes / 60, 2) : (minutes, 0);
        return $"{count} {Units[count == 1 ? unit : unit + 1]}";
    }

    private static bool IsAmerican(string locale) =>
        locale.Equals("en", StringComparison.OrdinalIgnoreCase) || locale.EndsWith("-US", StringComparison.OrdinalIgnoreCase)
        || !locale.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
