using System.Text.Json;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Events;

public class ConflictTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Busy_time_is_merged_and_adjacent_events_are_joined()
    {
        var (ada, work) = await AdaAndHerCalendar();
        var home = await ada.NewCalendar();
        await ada.Make(work, EventCalls.Timed("A", "2026-05-04T09:00:00", "2026-05-04T10:00:00"));
        await ada.Make(home, EventCalls.Timed("B", "2026-05-04T09:30:00", "2026-05-04T10:30:00"));
        await ada.Make(work, EventCalls.Timed("C", "2026-05-04T10:30:00", "2026-05-04T11:00:00"));
        var found = await Conflicts(ada);
        Assert.Equal("""[{"start":"2026-05-04T13:00:00Z","end":"2026-05-04T15:00:00Z"}]""", found.GetProperty("busy").GetRawText());
        var conflict = Assert.Single(found.GetProperty("conflicts").EnumerateArray());
        Assert.Equal("""{"start":"2026-05-04T13:30:00Z","end":"2026-05-04T14:00:00Z"}""", conflict.GetProperty("overlap").GetRawText());
        Assert.Equal(["A", "B"], conflict.GetProperty("occurrences").EnumerateArray().Titles());
        Assert.Equal(home, conflict.GetProperty("occurrences")[1].Of("calendarId"));
    }

    [Fact]
    public async Task Free_cancelled_and_deleted_time_is_not_busy()
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.Make(work, EventCalls.Timed("Free", "2026-05-04T09:00:00", "2026-05-04T10:00:00").With("transparency", "transparent"));
        await ada.Make(work, EventCalls.Timed("Off", "2026-05-04T09:00:00", "2026-05-04T10:00:00").With("status", "cancelled"));
        (await ada.DeleteEvent(await ada.Make(work, EventCalls.Timed("Gone", "2026-05-04T09:00:00", "2026-05-04T10:00:00")))).Must(204);
        var trash = await ada.NewCalendar();
        await ada.Make(trash, EventCalls.Timed("Lost", "2026-05-04T09:00:00", "2026-05-04T10:00:00"));
        (await ada.Delete($"/calendars/{trash}", ("If-Match", "*"))).Must(204);
        Assert.Equal("[]", (await Conflicts(ada)).GetProperty("busy").GetRawText());
    }

    [Fact]
    public async Task Instances_of_one_series_count()
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.Make(work, EventCalls.Timed("Long", "2026-05-04T09:00:00", "2026-05-05T10:00:00", "RRULE:FREQ=DAILY;COUNT=2"));
        var conflict = Assert.Single((await Conflicts(ada)).GetProperty("conflicts").EnumerateArray());
        Assert.Single(conflict.GetProperty("occurrences").EnumerateArray().Select(item => item.Of("eventId")).Distinct());
    }

    [Theory]
    [InlineData("2026")]
    [InlineData("2046")] // beyond any window
    public async Task Events_elsewhere_count_when_accepted_and_ones_own_unless_declined(string year)
    {
        var (ada, work) = await AdaAndHerCalendar();
        var ben = await server.SignUp("Ben");
        var id = await ada.Make(work, EventCalls.Timed("Talk", $"{year}-05-04T09:00:00", $"{year}-05-04T10:00:00", "RRULE:FREQ=DAILY;COUNT=2").Inviting(ada, ben));
        Assert.Equal(0, await Busy(ben, year));
        (await ben.Put($"/events/{id}/attendees/me", new { responseStatus = "tentative" })).Must(200);
        Assert.Equal(0, await Busy(ben, year));
        (await ben.Put($"/events/{id}/attendees/me", new { responseStatus = "accepted" })).Must(200);
        Assert.Equal(2, await Busy(ben, year));
        (await ben.Put($"/events/{id}/attendees/me", new { responseStatus = "declined", originalStart = $"{year}-05-05T13:00:00Z" })).Must(200);
        Assert.Equal(1, await Busy(ben, year));

        Assert.Equal(2, await Busy(ada, year));
        (await ada.Put($"/events/{id}/attendees/me", new { responseStatus = "declined", originalStart = $"{year}-05-05T13:00:00Z" })).Must(200);
        Assert.Equal(1, await Busy(ada, year));
        (await ada.Put($"/events/{id}/attendees/me", new { responseStatus = "declined" })).Must(200);
        Assert.Equal(0, await Busy(ada, year));
        (await ada.Delete($"/calendars/{work}", ("If-Match", "*"))).Must(204);
        Assert.Equal(0, await Busy(ben, year));
    }

    [Fact]
    public async Task Too_many_conflicts_are_refused_with_the_limit()
    {
        var (ada, work) = await AdaAndHerCalendar();
        await ada.Make(work, EventCalls.Timed("Pile", "2026-05-04T00:00:00", "2026-05-06T00:00:00", "RRULE:FREQ=MINUTELY;INTERVAL=5;COUNT=200"));
        Assert.Equal(["end"], (await ada.Get("/events/conflicts?start=2026-05-04T00:00:00Z&end=2026-05-07T00:00:00Z")).MustBeProblem(400).Faults);
    }

    private static async Task<JsonElement> Conflicts(TestUser user, string year = "2026") =>
        (await user.Get($"/events/conflicts?start={year}-05-01T00:00:00Z&end={year}-06-01T00:00:00Z")).Must(200).Json;

    private static async Task<int> Busy(TestUser user, string year) => (await Conflicts(user, year)).GetProperty("busy").GetArrayLength();

    private async Task<(TestUser Ada, string Calendar)> AdaAndHerCalendar()
    {
        var ada = await server.SignUp();
        return (ada, await ada.NewCalendar());
    }
}
