using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>
/// At rest: what was acknowledged against what every read path of one process answers. Nothing lost, nothing twice, nothing to whom it is not shared.
/// </summary>
internal sealed class Checker(ServerProcess process, TestUser stranger) : IDisposable
{
    private readonly HttpClient api = new() { BaseAddress = process.Address };

    /// <summary>Answers that were compared.</summary>
    public int Compared { get; private set; }

    public async Task Check(Person person)
    {
        var user = At(person.User);
        await CheckEvents(user, person);
        await CheckLists(user, person);
        await CheckFeed(user, person);
        await CheckTimes(user, person);
        await CheckSharing(person);
        await CheckStranger(person);
    }

    private async Task CheckEvents(TestUser user, Person person)
    {
        foreach (var view in person.All.Select(one => one.View))
        {
            var answer = await Get(user, $"/events/{view.Id}");
            Assert.Equal(view.Possible.Single(), KnownEvent.Judge(view, answer));
            if (!view.Possible[0].IsLive) continue;
            var history = (await Get(user, $"/events/{view.Id}/history?pageSize=2500")).Must(200).Items();
            Assert.Equal(Enumerable.Range(1, view.Possible[0].Version).Reverse(), history.Select(entry => entry.GetProperty("version").GetInt32()));
        }
    }

    private async Task CheckLists(TestUser user, Person person)
    {
        var reading = new Reading(person);
        Assert.Empty(reading.FindFaults((await Get(user, $"/calendars/{person.Calendar}/events?start={Person.From}&end={Person.To}")).Must(200).Items()));
        Assert.Empty(reading.FindFaultsOfSeries((await Get(user, $"/calendars/{person.SeriesCalendar}/events?start={Person.From}&end={Person.WeekEnd}")).Must(200).Items()));
        var trash = (await Get(user, $"/calendars/{person.Calendar}/trash")).Must(200).Items();
        Assert.Equal(Sorted(person, isLive: false, (view, _) => view.Id!), trash.Select(item => item.Of("eventId")).Order(StringComparer.Ordinal));
    }

    /// <summary>Read from the start, and the copy that was kept by it all the time.</summary>
    private async Task CheckFeed(TestUser user, Person person)
    {
        var expected = Sorted(person, isLive: true, (view, face) => $"{view.Id} {face}");
        var whole = new Dictionary<string, EventFace>();
        for (string? page = ""; page is not null;)
        {
            var answer = (await Get(user, $"/calendars/{person.Calendar}/changes?pageSize=4{page}")).Must(200);
            Follower.Apply(whole, answer);
            page = answer.Json.TryGetProperty("nextPageToken", out var next) ? $"&pageToken={next.GetString()}" : null;
        }
        foreach (var copy in new[] { whole, person.Feed.Copy })
            Assert.Equal(expected, copy.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal));
    }

    /// <summary>When the person is busy, and what they will be told.</summary>
    private async Task CheckTimes(TestUser user, Person person)
    {
        var busy = (await Get(user, $"/events/conflicts?start={Person.From}&end={Person.To}")).Must(200).Json.GetProperty("busy").EnumerateArray();
        Assert.Equal(Sorted(person, isLive: true, (_, face) => $"{face.Start:yyyy-MM-ddTHH:mm:ss}Z"), busy.Select(span => span.Of("start")).Order(StringComparer.Ordinal));
        var upcoming = (await Get(user, $"/notifications/upcoming?pageSize=2500&until={Person.To}")).Must(200).Items()
            .Where(item => item.Of("type") == "email" && item.Of("calendarId") == person.Calendar);
        Assert.Equal(
            Sorted(person, isLive: true, (view, face) => $"{view.Id} {face.Title} {face.Start.AddMinutes(-10):yyyy-MM-ddTHH:mm:ss}Z"),
            upcoming.Select(item => $"{item.Of("eventId")} {item.Of("title")} {item.Of("triggerTime")}").Order(StringComparer.Ordinal));
    }

    /// <summary>The grant at once; the link in the neighbour's list follows.</summary>
    private async Task CheckSharing(Person person)
    {
        var isShared = person.Share.View.IsShared!.Value;
        var shares = (await Get(At(person.User), $"/calendars/{person.Calendar}/shares")).Must(200).Items();
        Assert.Equal(isShared ? [person.Share.Neighbour.User.UserId] : Array.Empty<string>(), shares.Select(item => item.Of("userId")));
        var neighbour = At(person.Share.Neighbour.User);
        (await Get(neighbour, $"/calendars/{person.Calendar}/events?start={Person.From}&end={Person.To}")).Must(isShared ? 200 : 404);
        await Deployment.Until("links follow grants", async () =>
            (await Get(neighbour, "/calendars/shared?pageSize=2500")).Must(200).Items().Count(item => item.Of("calendarId") == person.Calendar) == (isShared ? 1 : 0));
    }

    private async Task CheckStranger(Person person)
    {
        var nobody = At(stranger);
        foreach (var calendar in new[] { person.Calendar, person.SeriesCalendar })
        {
            foreach (var path in new[] { "", $"/events?start={Person.From}&end={Person.To}", "/changes", "/trash", "/shares" })
                (await Get(nobody, $"/calendars/{calendar}{path}")).Must(404);
        }
        foreach (var one in person.All) (await Get(nobody, $"/events/{one.View.Id}")).Must(404);
        Assert.Equal("[]", (await Get(nobody, $"/events/conflicts?start={Person.From}&end={Person.To}")).Must(200).Json.GetProperty("busy").GetRawText());
        foreach (var path in new[] { "/notifications/upcoming", "/calendars/shared" }) Assert.Empty((await Get(nobody, path)).Must(200).Items());
    }

    private async Task<Response> Get(TestUser user, string path)
    {
        Compared++;
        return await user.Get(path);
    }

    public void Dispose() => api.Dispose();

    private TestUser At(TestUser user) => new(api, user.Token);

    private static IEnumerable<string> Sorted(Person person, bool isLive, Func<EventView, EventFace, string> name) => person.Singles
        .Where(one => one.View.Possible.Single().IsLive == isLive)
        .Select(one => name(one.View, one.View.Possible[0])).Order(StringComparer.Ordinal);
}
