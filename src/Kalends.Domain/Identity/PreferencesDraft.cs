using System.Collections.Immutable;
using Kalends.Domain.Events.Drafts;
using NodaTime;

namespace Kalends.Domain.Identity;

/// <summary>View preferences as a client wrote them. A member that is null takes its default.</summary>
public sealed record PreferencesDraft
{
    private const int MaxLocale = 35;

    /// <summary>IANA zone id.</summary>
    public string? TimeZone { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>MO to SU.</summary>
    public string? WeekStart { get; init; }

    /// <summary>Minutes before the start.</summary>
    public ImmutableArray<int>? DefaultReminders { get; init; }

    /// <summary>By day, MO to SU; in order and without overlaps.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<DaySpanDraft>>? WorkingHours { get; init; }

    /// <summary>Holds the draft against all rules. Channels, quiet hours and digest stay as they are in <paramref name="current"/>.</summary>
    public Checked<Preferences> Check(DomainRules rules, Preferences current)
    {
        var errors = new InputErrors();
        if (TimeZone is not null && !rules.KnowsZone(TimeZone)) errors.Add("timeZone", "is not an IANA time zone, such as Europe/Zurich");
        if (Locale is not null && !IsLocale(Locale)) errors.Add("locale", "is not a language tag such as en-US");
        var weekStart = WeekStart is null ? IsoDayOfWeek.Monday : WeekdayWords.Read(WeekStart);
        if (weekStart is null) errors.Add("weekStart", "must be MO, TU, WE, TH, FR, SA or SU");
        ReminderCheck.Run("defaultReminders", DefaultReminders ?? [], rules.Limits, errors);
        var workingHours = ReadHours(errors);
        var defaults = new Preferences { TimeZone = TimeZone ?? UserDraft.DefaultZone };
        return errors.Or(() => defaults with
        {
            Locale = Locale ?? defaults.Locale,
            WeekStart = weekStart!.Value,
            DefaultReminders = DefaultReminders ?? defaults.DefaultReminders,
            WorkingHours = workingHours,
            Channels = current.Channels,
            QuietHours = current.QuietHours,
            DigestAt = current.DigestAt,
        });
    }

    private ImmutableDictionary<IsoDayOfWeek, ImmutableArray<TimeSpanOfDay>> ReadHours(InputErrors errors)
    {
        var hours = ImmutableDictionary.CreateBuilder<IsoDayOfWeek, ImmutableArray<TimeSpanOfDay>>();
        foreach (var (word, drafts) in WorkingHours ?? ImmutableSortedDictionary<string, ImmutableArray<DaySpanDraft>>.Empty)
        {
            var member = $"workingHours.{word}";
            if (WeekdayWords.Read(word) is not { } day) errors.Add(member, "is not a day: MO, TU, WE, TH, FR, SA or SU");
            else hours[day] = ReadDay(member, drafts, errors);
        }
        return hours.ToImmutable();
    }

    private static ImmutableArray<TimeSpanOfDay> ReadDay(string member, ImmutableArray<DaySpanDraft> drafts, InputErrors errors)
    {
        var check = new DaySpanCheck(errors);
        var spans = ImmutableArray.CreateBuilder<TimeSpanOfDay>();
        for (var i = 0; i < drafts.Length; i++)
        {
            if (check.WithinDay($"{member}[{i}]", drafts[i]) is not { } span) continue;
            if (spans.Count > 0 && span.Start < spans[^1].End)
                errors.Add($"{member}[{i}].start", "must not be before the end of the span before");
            spans.Add(span);
        }
        return spans.ToImmutable();
    }

    /// <summary>The shape of a BCP 47 tag: subtags of one to eight letters or digits, the first of letters.</summary>
    private static bool IsLocale(string text)
    {
        if (text.Length > MaxLocale) return false;
        var subtags = text.Split('-');
        return subtags[0].Length is >= 2 and <= 8 && subtags[0].All(char.IsAsciiLetter)
            && subtags.All(subtag => subtag.Length is >= 1 and <= 8 && subtag.All(char.IsAsciiLetterOrDigit));
    }
}

/// <summary>A span of the day as a client wrote it, <c>HH:mm</c>.</summary>
public sealed record DaySpanDraft(string? Start, string? End);
