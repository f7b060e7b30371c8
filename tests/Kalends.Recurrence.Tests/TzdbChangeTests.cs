using CsCheck;
using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.Recurrence.Tests;

/// <summary>Two real versions of the tzdb: 2025b, as NodaTime 3.2.2 carried it, and the one in force.</summary>
public sealed class TzdbChangeTests
{
    private static readonly Interval Window = new(Make.Utc("2026-01-01T00:00:00Z"), Make.Utc("2028-01-01T00:00:00Z"));
    private static readonly IDateTimeZoneProvider Newer = TzdbVersions.Newer;
    private static readonly IDateTimeZoneProvider Older = TzdbVersions.Older;
    private readonly TzdbChanges changes = TzdbChanges.Between(Older, Newer, Window);

    [Fact]
    public void The_versions_are_two() => Assert.NotEqual(Older.VersionId, Newer.VersionId);

    [Fact]
    public void A_version_does_not_differ_from_itself() => Assert.Empty(TzdbChanges.Between(Newer, Newer, Window).Zones);

    [Fact]
    public void Exactly_the_zones_differ_whose_offsets_do_at_some_time()
    {
        var expected = Older.Ids.Where(id => Times().Any(hour => Older[id].GetUtcOffset(hour) != Newer[id].GetUtcOffset(hour)));
        Assert.Equal(expected.Order(StringComparer.Ordinal), changes.Zones.Select(zone => zone.Id).Order(StringComparer.Ordinal));
        Assert.Contains(changes.Zones, zone => zone.Id == "Africa/Casablanca");
        Assert.DoesNotContain(changes.Zones, zone => zone.Id == "Europe/Berlin");
    }

    [Fact]
    public void A_change_begins_and_ends_where_the_offsets_do() => Assert.All(changes.Zones, change =>
    {
        Assert.True(Differ(change.Id, change.First));
        Assert.False(change.First > Window.Start && Differ(change.Id, change.First - Duration.FromSeconds(1)));
        Assert.True(Differ(change.Id, change.End - Duration.FromSeconds(1)));
        Assert.False(change.End < Window.End && Differ(change.Id, change.End));
    });

    [Fact]
    public void A_lost_zone_differs_throughout()
    {
        var lost = TzdbChanges.Between(Newer, new DateTimeZoneCache(new Without(TzdbDateTimeZoneSource.Default, "Asia/Tokyo")), Window);
        Assert.Equal(new ZoneChange("Asia/Tokyo", Window.Start, Window.End), Assert.Single(lost.Zones));
    }

    [Fact]
    public void Of_any_series_only_what_is_affected_moves() =>
        Gen.Select(Gen.OneOf(changes.Zones.ToArray()), Rules.Rule(Gen.OneOf(Rules.Coarse, Gen.Const(Frequency.Hourly))), Gen.Int[0, 5_000]).Sample((change, rule, hours) =>
        {
            var local = new LocalDateTime(2025, 11, 1, 0, 0).PlusHours(hours);
            var moves = TzdbChanges.Moves(In(Older), In(Newer), Window);
            foreach (var move in moves.Where(move => move.Before is not null && move.After is not null))
                Assert.True(changes.Affects(change.Id, move.Before!.Value, move.Before.Value + Duration.Epsilon), $"{change} {move}");

            Series In(IDateTimeZoneProvider zones) => Series.Create(new SeriesStart(local, false, zones[change.Id]), [rule], [], []);
        }, iter: Make.Runs(100));

    [Fact]
    public void What_moved_is_listed_by_its_wall_time()
    {
        var change = changes.Zones.Single(zone => zone.Id == "Africa/Casablanca");
        var first = change.First.InZone(Newer["Africa/Casablanca"]).Date.PlusDays(-2);
        var (before, after) = (Noons(Older), Noons(Newer));
        var moves = TzdbChanges.Moves(before, after, Window);
        Assert.NotEmpty(moves);
        Assert.All(moves, move => Assert.Equal(Duration.FromHours(1), move.After - move.Before));
        Assert.All(moves, move => Assert.True(changes.Affects("Africa/Casablanca", move.Before!.Value, move.After!.Value)));
        Assert.Equal(12, moves[0].Local.Hour);
        Assert.Empty(TzdbChanges.Moves(before, before, Window));

        Series Noons(IDateTimeZoneProvider zones) =>
            Make.Series(new SeriesStart(first.At(new LocalTime(12, 0)), false, zones["Africa/Casablanca"]), "RRULE:FREQ=DAILY;COUNT=10");
    }

    private static bool Differ(string id, Instant at) => Older[id].GetUtcOffset(at) != Newer[id].GetUtcOffset(at);

    private static IEnumerable<Instant> Times()
    {
        for (var at = Window.Start; at < Window.End; at += Duration.FromHours(4))
            yield return at;
    }

    private sealed class Without(IDateTimeZoneSource source, string lost) : IDateTimeZoneSource
    {
        public string VersionId => source.VersionId;

        public IEnumerable<string> GetIds() => source.GetIds().Where(id => id != lost);

        public DateTimeZone ForId(string id) => source.ForId(id);

        public string? GetSystemDefaultId() => null;
    }
}
