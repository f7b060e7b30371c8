using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Events;

public sealed class ConflictCountTests
{
    public static TheoryData<string> Sets => StorageSets.All;

    [Theory, MemberData(nameof(Sets))]
    public async Task Conflicts_are_counted_by_event_where_a_range_is_asked_for(string set)
    {
        await using var own = await StorageSets.Start(set);
        var ada = await own.SignUp();
        var (work, home) = (await ada.NewCalendar(), await ada.NewCalendar());
        await ada.Make(work, EventCalls.Timed("Daily", "2026-05-04T09:00:00", "2026-05-04T10:00:00", "RRULE:FREQ=DAILY;COUNT=3"));
        await ada.Make(work, EventCalls.Timed("Lunch", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
        await ada.Make(home, EventCalls.Timed("Train", "2026-05-04T09:30:00", "2026-05-04T14:00:00"));
        var dentist = await ada.Make(home, EventCalls.Timed("Dentist", "2026-05-05T09:30:00", "2026-05-05T11:00:00"));
        const string may = "start=2026-05-01T00:00:00Z&end=2026-06-01T00:00:00Z";
        Assert.Equal([("Daily", 2), ("Lunch", 1)], await Counts(work, may));
        Assert.Equal([("Train", 2), ("Dentist", 1)], await Counts(home, may));
        Assert.Equal([("Daily", 1), ("Lunch", 0)], await Counts(work, "start=2026-05-05T00:00:00Z&end=2026-06-01T00:00:00Z"));

        (await ada.DeleteEvent(dentist)).Must(204);
        Assert.Equal([("Daily", 1), ("Lunch", 1)], await Counts(work, may));
        Assert.All((await ada.Get($"/calendars/{work}/changes")).Must(200).Items(), item => Assert.DoesNotContain("conflicts", item.Members()));
        Assert.Equal(["end"], (await ada.Get($"/calendars/{work}/changes?start=2026-05-01T00:00:00Z")).MustBeProblem(400).Faults);

        async Task<IEnumerable<(string, int)>> Counts(string calendar, string range) =>
            (await ada.Get($"/calendars/{calendar}/changes?{range}")).Must(200).Items().Select(item => (item.Of("title"), item.GetProperty("conflicts").GetInt32()));
    }
}
