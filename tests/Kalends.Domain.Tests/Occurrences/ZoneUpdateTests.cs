using CsCheck;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Tests.Properties;
using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.Domain.Tests.Occurrences;

/// <summary>
/// The real tzdb 2025b and the one in force. In between, Vancouver gave up winter time: from 1 November 2026 on it is an hour ahead of what
/// it was to be.
/// </summary>
public sealed class ZoneUpdateTests
{
    private const string Vancouver = "America/Vancouver";

    private static readonly Interval Window = new(SomeSeries.From, SomeSeries.To);
    private static readonly TzdbDateTimeZoneSource Older = ReadOlder();
    private static readonly ZoneUpdate Update = new(Rules(Older), Rules(TzdbDateTimeZoneSource.Default));

    // Zurich's series of the generator are Vancouver's here.
    private static readonly DomainRules Before = Rules(new Renamed(Older));
    private static readonly DomainRules After = Rules(new Renamed(TzdbDateTimeZoneSource.Default));
    private static readonly ZoneUpdate RenamedUpdate = new(Before, After);

    [Theory]
    [InlineData(Vancouver, "2026-10-28T09:00:00", null, false)]
    [InlineData(Vancouver, "2026-12-01T09:00:00", null, true)]
    [InlineData(Vancouver, "9998-12-01T09:00:00", null, true)]
    [InlineData(Vancouver, "9998-07-01T09:00:00", null, true)] // every year as the last one: sure is only that it may
    [InlineData(Vancouver, "0100-12-01T09:00:00", null, false)]
    [InlineData(Vancouver, "2026-01-05T09:00:00", "RRULE:FREQ=DAILY", true)]
    [InlineData("Europe/Zurich", "2026-01-05T09:00:00", "RRULE:FREQ=DAILY", false)]
    [InlineData("Europe/Zurich", "2026-01-05T09:00:00", "RDATE;TZID=America/Vancouver:20261201T090000", true)]
    [InlineData("Europe/Zurich", "2026-12-01T09:00:00", null, false)]
    public void Touched_is_what_may_lie_elsewhere(string zone, string start, string? line, bool touched)
    {
        var draft = Given.Draft(start, line is null ? [] : [line]);
        var @event = Given.Event(draft with { Start = draft.Start! with { TimeZone = zone }, End = draft.End! with { TimeZone = zone } });
        Assert.Equal(touched, Update.Touches(@event, Given.Zone, SomeSeries.To));
    }

    [Fact]
    public void Whole_days_are_touched_by_the_zone_of_their_calendar()
    {
        var day = Given.Event(Given.AllDay("2026-12-01", "2026-12-02"));
        Assert.True(Update.Touches(day, Vancouver, SomeSeries.To));
        Assert.False(Update.Touches(day, Given.Zone, SomeSeries.To));
    }

    [Fact]
    public void Moves_say_from_when_to_when()
    {
        var draft = Given.Draft("2026-10-30T09:00:00", "RRULE:FREQ=WEEKLY;COUNT=3");
        var series = Given.Event(draft with { Start = draft.Start! with { TimeZone = Vancouver }, End = draft.End! with { TimeZone = Vancouver } });
        var hour = Duration.FromHours(1);
        var (first, second) = (Instant.FromUtc(2026, 11, 6, 16, 0), Instant.FromUtc(2026, 11, 13, 16, 0));
        Assert.Equal(
            [
                new OccurrenceMove(new LocalDateTime(2026, 11, 6, 9, 0), new Interval(first + hour, first + (hour * 2)), new Interval(first, first + hour)),
                new OccurrenceMove(new LocalDateTime(2026, 11, 13, 9, 0), new Interval(second + hour, second + (hour * 2)), new Interval(second, second + hour)),
            ],
            Update.Moves(series, Given.Zone, Window));
    }

    [Fact]
    public void What_is_not_touched_comes_out_the_same() => SomeSeries.Any.Sample(@event =>
    {
        if (!RenamedUpdate.Touches(@event, Given.Zone, Window.End)) Assert.Equal(Whole(Before, @event), Whole(After, @event));
    });

    [Fact]
    public void Moves_are_the_difference() => SomeSeries.Any.Sample(@event =>
    {
        var moves = RenamedUpdate.Moves(@event, Given.Zone, Window);
        var (before, after) = (Spans(Before, @event), Spans(After, @event));
        Assert.Subset(moves.Select(move => move.Before).OfType<Interval>().ToHashSet(), before.Except(after).ToHashSet());
        Assert.Subset(moves.Select(move => move.After).OfType<Interval>().ToHashSet(), after.Except(before).ToHashSet());
        Assert.All(moves, move => Assert.NotEqual(move.Before, move.After));
    });

    private static List<Occurrence> Whole(DomainRules rules, Event @event) =>
        [.. new EventExpansion(rules, Given.Zone, @event).Overlapping(Window.Start, Window.End)];

    private static List<Interval> Spans(DomainRules rules, Event @event) =>
        [.. Whole(rules, @event).Select(one => new Interval(one.Times.Start, one.Times.End))];

    private static DomainRules Rules(IDateTimeZoneSource source) => new() { Zones = new DateTimeZoneCache(source), TzdbVersion = source.VersionId };

    private static TzdbDateTimeZoneSource ReadOlder()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "TimeZoneData", "tzdb-2025b.nzd"));
        return TzdbDateTimeZoneSource.FromStream(file);
    }

    private sealed class Renamed(TzdbDateTimeZoneSource source) : IDateTimeZoneSource
    {
        public string VersionId => source.VersionId;

        public IEnumerable<string> GetIds() => source.GetIds();

        public DateTimeZone ForId(string id) => source.ForId(id == "Europe/Zurich" ? Vancouver : id);

        public string? GetSystemDefaultId() => null;
    }
}
