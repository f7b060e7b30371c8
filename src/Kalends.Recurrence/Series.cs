using Kalends.Recurrence.Expansion;
using Kalends.Recurrence.Text;
using NodaTime;

namespace Kalends.Recurrence;

/// <summary>
/// A recurrence set (RFC 5545, 3.8.5) without its overrides: a start, rules, additional and excluded dates. Immutable and safe to
/// share between threads. The set is computed in local time of the start's zone, each local time is read by 3.3.5, and two local
/// times on one instant give one instance. The start is always the first instance and counted by the first rule's COUNT; an RDATE
/// before it has no effect.
/// </summary>
public sealed class Series
{
    private SeriesPlan? plan;

    private Series(SeriesStart start, IReadOnlyList<RecurrenceRule> rules, IReadOnlyList<SeriesDate> dates, IReadOnlyList<SeriesDate> excluded)
    {
        Start = start;
        Rules = rules;
        RDates = dates;
        ExDates = excluded;
    }

    /// <summary>DTSTART.</summary>
    public SeriesStart Start { get; }

    /// <summary>The RRULEs in the order they were given; may be empty.</summary>
    public IReadOnlyList<RecurrenceRule> Rules { get; }

    /// <summary>The values of all RDATEs.</summary>
    public IReadOnlyList<SeriesDate> RDates { get; }

    /// <summary>The values of all EXDATEs.</summary>
    public IReadOnlyList<SeriesDate> ExDates { get; }

    internal Duration LongestOwnDuration => Duration.FromSeconds(Plan.LongestOwn);

    private SeriesPlan Plan => plan ??= new SeriesPlan(this);

    /// <summary>Reads RRULE, RDATE and EXDATE lines (unfolded, with their parameters).</summary>
    /// <param name="start">DTSTART. Values without Z and TZID are local in its zone.</param>
    /// <param name="lines">One property each; none at all is a series of one instance.</param>
    /// <param name="zones">Where TZID parameters are looked up.</param>
    /// <returns><see cref="SeriesParsed"/>, or <see cref="SeriesRefused"/> with the line and the part that is at fault.</returns>
    public static SeriesReading Parse(SeriesStart start, IReadOnlyList<string> lines, IDateTimeZoneProvider zones) =>
        new SeriesParser(start, zones).Read(lines);

    /// <summary>A series of parts that are at hand already.</summary>
    /// <exception cref="ArgumentException">An all-day start with a rule finer than DAILY, or with a time of day.</exception>
    public static Series Create(
        SeriesStart start, IReadOnlyList<RecurrenceRule> rules, IReadOnlyList<SeriesDate> rDates, IReadOnlyList<SeriesDate> exDates)
    {
        if (start.IsDate && (start.Local.TimeOfDay != LocalTime.Midnight || rules.Any(rule => rule.Frequency < Frequency.Daily)))
            throw new ArgumentException("An all-day series starts at midnight and repeats by days or more.", nameof(start));
        return new Series(start, [.. rules], [.. rDates], [.. exDates]);
    }

    /// <summary>The canonical lines, which <see cref="Parse"/> reads as an equal series.</summary>
    public IReadOnlyList<string> ToLines() => SeriesFormat.Write(this);

    /// <summary>All instances; may go on up to the year 9999.</summary>
    public Instances Instances() => new(Plan, UnixTime.First, UnixTime.Last + 1);

    /// <summary>The instances that start in [<paramref name="from"/>, <paramref name="to"/>), without walking there from the start.</summary>
    public Instances StartingIn(Instant from, Instant to) => new(Plan, UnixTime.SecondsUp(from), UnixTime.SecondsUp(to));

    /// <summary>The instance at a recurrence id, read by 3.3.5 in the series' zone; null where there is none or EXDATE took it away.</summary>
    public Instance? Find(LocalDateTime recurrenceId)
    {
        var local = Start.IsDate ? recurrenceId.Date.AtMidnight() : recurrenceId;
        return FindAt(UnixTime.Read(Start.Zone, UnixTime.Seconds(local)));
    }

    /// <summary>The instance that starts at an instant; null where there is none or EXDATE took it away.</summary>
    public Instance? Find(Instant start) =>
        UnixTime.SecondsUp(start) == start.ToUnixTimeSeconds() ? FindAt(start.ToUnixTimeSeconds()) : null;

    /// <summary>
    /// How many instances of a rule start before a recurrence id, before EXDATE and as COUNT counts them: what is left of its COUNT
    /// from there on is COUNT minus this.
    /// </summary>
    /// <param name="recurrenceId">A wall time in the series' zone.</param>
    /// <param name="rule">The index of the rule; the first one counts the series' start, whether it matches or not.</param>
    public long CountBefore(LocalDateTime recurrenceId, int rule = 0) =>
        RuleCount.Before(Plan, rule, UnixTime.Read(Start.Zone, UnixTime.Seconds(recurrenceId)));

    /// <summary>The last instance, or null where the series has no end, no instance, or exhausts its budget of work.</summary>
    public Instance? Last() => LastInstance.Find(Plan);

    /// <summary>Judges whether the series may be stored. Takes bounded time on every input.</summary>
    public SeriesVerdict Check(SeriesLimits limits) => SeriesJudgement.Judge(Plan, limits);

    private Instance? FindAt(long utc)
    {
        var cursor = new SeriesCursor(Plan, utc, utc + 1);
        return cursor.MoveNext() ? cursor.ToInstance() : null;
    }
}
