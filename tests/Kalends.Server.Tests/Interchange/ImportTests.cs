using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using static Kalends.Server.Tests.Interchange.FileCalls;

namespace Kalends.Server.Tests.Interchange;

public sealed class ImportTests
{
    public static TheoryData<string> Sets => StorageSets.All;

    [Theory, MemberData(nameof(Sets))]
    public async Task A_file_makes_events_that_every_view_shows_at_once(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, work) = await Ada(server);
        var report = (await ada.Import(work, Calendar(Single("a", "One"), Weekly("b", "Weekly"), Instance("b", "20260511", "Moved")))).Must(200);
        Assert.Equal((3, 0, 0, 0), report.Counts());
        Assert.Equal(("finished", work), (report.Text("state"), report.Text("calendarId")));
        var shown = await ada.Range(work, "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z");
        Assert.Equal(["Moved", "One", "Weekly", "Weekly", "Weekly"], shown.Titles().Order(StringComparer.Ordinal));
        Assert.Equal("2026-05-11T13:00:00Z", shown.Single(o => o.Of("title") == "Moved").Of("startUtc"));
        Assert.Equal(["created"], (await ada.Get($"/events/{shown[0].Of("eventId")}/history")).Must(200).Items().Select(entry => entry.Of("action")));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task The_same_file_again_changes_nothing_and_another_one_updates_by_uid(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, work) = await Ada(server);
        var file = Calendar(Single("a", "One"), Weekly("b", "Weekly"), Instance("b", "20260511", "Moved"));
        await ada.Import(work, file);
        var before = (await ada.Get($"/calendars/{work}/changes")).Must(200).Raw;
        Assert.Equal((0, 0, 3, 0), (await ada.Import(work, file)).Must(200).Counts());
        Assert.Equal(before, (await ada.Get($"/calendars/{work}/changes")).Must(200).Raw);
        Assert.Equal((0, 1, 2, 0), (await ada.Import(work, file.Replace("SUMMARY:One", "SUMMARY:Two", StringComparison.Ordinal))).Must(200).Counts());
        Assert.Equal((1, 0, 0, 0), (await ada.Import(await ada.NewCalendar(), Calendar(Single("a", "One")))).Must(200).Counts());
    }

    [Fact]
    public async Task Instances_find_their_series_wherever_they_stand_in_the_file()
    {
        await using var server = await TestServer.Start();
        var (ada, work) = await Ada(server);
        var others = Inside(Many(250));
        var file = Calendar(Instance("b", "20260518", "Early"), others, Weekly("b", "Weekly"), others.Replace("many", "more", StringComparison.Ordinal), Instance("b", "20260511", "Late"));
        Assert.Equal((503, 0, 0, 0), (await ada.Import(work, file)).Must(200).Counts());
        var series = (await ada.Range(work, "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z")).Where(o => o.GetProperty("recurring").GetBoolean()).ToList();
        Assert.Equal(["Weekly", "Late", "Early", "Weekly"], series.Titles());
        Assert.Equal((0, 0, 503, 0), (await ada.Import(work, file)).Must(200).Counts());
    }

    [Fact]
    public async Task Instances_that_a_later_file_does_not_have_are_dropped_and_those_made_here_stay()
    {
        await using var server = await TestServer.Start();
        var (ada, work) = await Ada(server);
        await ada.Import(work, Calendar(Weekly("b", "Weekly"), Instance("b", "20260511", "Moved")));
        var id = (await ada.Range(work, "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"))[0].Of("eventId");
        (await ada.PatchEvent(id, new { title = "Mine" }, "?scope=this&originalStart=2026-05-18T12:00:00")).Must(200);
        await ada.Import(work, Calendar(Weekly("b", "Weekly")));
        Assert.Equal(["Weekly", "Weekly", "Mine", "Weekly"], (await ada.Range(work, "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z")).Titles());
    }

    [Fact]
    public async Task An_instance_without_its_series_is_an_event_of_its_own()
    {
        await using var server = await TestServer.Start();
        var (ada, work) = await Ada(server);
        var file = Calendar(Instance("b", "20260511", "Guest"));
        Assert.Equal((1, 0, 0, 0), (await ada.Import(work, file)).Must(200).Counts());
        Assert.Equal((0, 0, 1, 0), (await ada.Import(work, file)).Must(200).Counts());
        Assert.Contains("RECURRENCE-ID;TZID=Europe/Zurich:20260511T120000", Lines(await ada.Export(work)));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task What_is_refused_is_told_by_line_and_property_and_the_rest_is_taken(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, work) = await Ada(server);
        var report = (await ada.Import(work, Calendar(
            Single("a", "One"),
            Vevent("bad", "DTSTART:20260504T120000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
            Vevent("where", "DTSTART;TZID=Nowhere:20260504T120000"),
            "BEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\n",
            Single("a", "Again")))).Must(200);
        Assert.Equal((1, 0, 0, 4), report.Counts());
        var items = await ada.ImportItems(report, "?outcome=refused");
        Assert.Equal([(10, "RRULE"), (16, "DTSTART"), (21, "VTODO"), (24, "UID")],
            items.Select(item => (item.GetProperty("line").GetInt32(), item.GetProperty("errors").EnumerateObject().Single().Name)).Order());
        Assert.Equal("bad", items.Single(item => item.GetProperty("line").GetInt32() == 10).Of("uid"));
        Assert.Equal("created", Assert.Single(await ada.ImportItems(report, "?outcome=created")).Of("outcome"));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Items_come_in_pages(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, work) = await Ada(server);
        var report = (await ada.Import(work, Many(25))).Must(200);
        var first = (await ada.Get($"/imports/{report.Text("importId")}/items?pageSize=20")).Must(200);
        Assert.Equal(20, first.Items().Count);
        var second = (await ada.Get($"/imports/{report.Text("importId")}/items?pageSize=20&pageToken={Uri.EscapeDataString(first.Text("nextPageToken"))}")).Must(200);
        Assert.Equal(5, second.Items().Count);
        Assert.False(second.Json.TryGetProperty("nextPageToken", out _));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_be_and_does_nothing()
    {
        await using var server = await TestServer.Start();
        var (ada, work) = await Ada(server);
        await ada.Import(work, Calendar(Single("a", "One")));
        var before = (await ada.Get($"/calendars/{work}/changes")).Must(200).Raw;
        var report = (await ada.Import(work, Calendar(Single("a", "Two"), Weekly("b", "Weekly"), Inside(Many(120)), Instance("b", "20260511", "Moved")), "?dryRun=true")).Must(200);
        Assert.Equal((122, 1, 0, 0), report.Counts());
        Assert.True(report.Json.GetProperty("dryRun").GetBoolean());
        Assert.Equal(before, (await ada.Get($"/calendars/{work}/changes")).Must(200).Raw);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task A_file_that_breaks_off_keeps_what_came_before_and_can_be_sent_again(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, work) = await Ada(server);
        var whole = Many(150);
        var answer = (await ada.Import(work, whole[..(whole.Length - 100)])).MustBeProblem(400);
        Assert.StartsWith("line ", Assert.Single(answer.Faults), StringComparison.Ordinal);
        var import = (await ada.Get(answer.Header("Location"))).Must(200);
        Assert.Equal(("failed", 149), (import.Text("state"), import.Json.GetProperty("created").GetInt32()));
        Assert.Equal((1, 0, 149, 0), (await ada.Import(work, whole)).Must(200).Counts());
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Nobody_but_who_sent_it_sees_the_report_and_progress_is_asked_for_by_the_clients_own_id(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, work) = await Ada(server);
        var id = Guid.CreateVersion7();
        (await ada.Import(work, Calendar(Single("a", "One")), $"?importId={id}")).Must(200);
        Assert.Equal("finished", (await ada.Get($"/imports/{id}")).Must(200).Text("state"));
        (await (await server.SignUp("Ben")).Get($"/imports/{id}")).MustBeProblem(404);
    }

    [Fact]
    public async Task Two_imports_of_one_file_at_once_make_each_event_once()
    {
        await using var server = await TestServer.Start();
        var (ada, work) = await Ada(server);
        var file = Many(300);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ada.Import(work, file)));
        var all = (await ada.Get($"/calendars/{work}/changes?pageSize=2500")).Must(200).Items();
        Assert.Equal(300, all.Count);
        Assert.Equal(300, all.Select(item => item.Of("iCalUid")).Distinct().Count());
    }

    [Fact]
    public async Task A_file_over_a_mebibyte_is_taken_and_one_over_the_limit_is_not()
    {
        await using var server = await TestServer.Start(new TestSetup { Arguments = ["--Kalends:Limits:ImportBytes", "2000000"] });
        var (ada, work) = await Ada(server);
        var padding = $"X-PAD:{new string('x', 50_000)}";
        var large = Calendar([.. Enumerable.Range(0, 30).Select(i => Vevent($"l{i}", "DTSTART:20260504T120000Z", padding))]);
        Assert.Equal((30, 0, 0, 0), (await ada.Import(work, large)).Must(200).Counts());
        (await ada.Import(work, Calendar([.. Enumerable.Range(0, 60).Select(i => Vevent($"m{i}", "DTSTART:20260504T120000Z", padding))]))).MustBeProblem(413);
    }

    internal static async Task<(TestUser Ada, string Calendar)> Ada(TestServer server)
    {
        var ada = await server.SignUp();
        return (ada, await ada.NewCalendar("Europe/Zurich"));
    }
}
