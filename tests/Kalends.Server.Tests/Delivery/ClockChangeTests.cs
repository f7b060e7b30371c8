using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using NodaTime;

namespace Kalends.Server.Tests.Delivery;

/// <summary>A day on which the clocks change, in six zones: each reminder at the right instant.</summary>
public sealed class ClockChangeTests
{
    private static readonly (string Zone, LocalDate Day)[] Days =
    [
        ("America/New_York", new LocalDate(2026, 3, 8)), ("Europe/Zurich", new LocalDate(2026, 3, 29)),
        ("Australia/Lord_Howe", new LocalDate(2026, 4, 5)), ("America/Santiago", new LocalDate(2026, 4, 5)),
        ("Africa/Cairo", new LocalDate(2026, 4, 24)), ("Asia/Jerusalem", new LocalDate(2026, 3, 27)),
    ];

    // Before, within and behind the change, which is at 0, 1 or 2 o'clock, and far from it.
    private static readonly int[] Hours = [0, 1, 2, 3, 4, 12, 23];

    public static TheoryData<string> Zones => [.. Days.Select(day => day.Zone)];

    [Theory, MemberData(nameof(Zones))]
    public async Task Each_before_within_and_after_the_change_is_told_at_its_instant(string zone)
    {
        var day = Days.Single(one => one.Zone == zone).Day;
        var tz = DateTimeZoneProviders.Tzdb[zone];
        await using var scene = await DeliveryScene.Start(StorageSets.Embedded);
        var begin = tz.AtStartOfDay(day).ToInstant() - Duration.FromHours(2);
        scene.Clock.Advance(begin.ToDateTimeOffset() - scene.Clock.GetUtcNow());
        var ben = await scene.NewUser("Ben", zone);
        (await ben.Post("/notifications/preferences", """{"defaultReminders":[0,60]}""")).Must(200);
        var work = await ben.NewCalendar(zone);
        foreach (var hour in Hours)
        {
            var start = day.AtMidnight().PlusHours(hour).PlusMinutes(15);
            await ben.Make(work, EventCalls.Timed($"{hour}", $"{start:s}", $"{start.PlusMinutes(20):s}"));
        }
        // RFC 5545, 3.3.5: in a gap the offset before it counts, of two readings the first. NodaTime's lenient resolver does just that.
        var expected = Hours.Select(hour => (day.AtMidnight() + Period.FromHours(hour) + Period.FromMinutes(15)).InZoneLeniently(tz).ToInstant())
            .SelectMany(start => new[] { start - Duration.FromHours(1), start }).Where(at => at >= begin).Order().ToList();
        for (var n = 0; n < expected.Count; n++)
        {
            var left = expected[n].ToDateTimeOffset() - TimeSpan.FromSeconds(1) - scene.Clock.GetUtcNow();
            if (left > TimeSpan.Zero) await scene.Turn(left);
            Assert.True(scene.Told.Count <= n || expected[n] == expected[n - 1], "nothing comes early");
            await scene.Until(() => scene.Told.Count > n, TimeSpan.FromSeconds(1));
        }
        Assert.Equal(expected.Count, scene.Told.Count);
        foreach (var (due, told) in expected.Zip(scene.Told))
            Assert.InRange(told.At, due.ToDateTimeOffset(), due.ToDateTimeOffset().AddMinutes(5));
    }
}
