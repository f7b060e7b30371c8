using System.Text.Json.Nodes;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using NodaTime;

namespace Kalends.Server.Tests.Sync;

/// <summary>Devices that edit without a connection, over HTTP, on every set.</summary>
public sealed class SyncTests
{
    /// <summary>For a device whose edits are to lose, whatever the clock does.</summary>
    private static readonly Duration Earlier = Duration.FromSeconds(-30);

    public static TheoryData<string> Sets => StorageSets.All;

    [Theory, MemberData(nameof(Sets))]
    public async Task Two_devices_edit_offline_and_end_with_the_same(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        var id = await ada.MakeWeekly(work);
        var (phone, desk) = (new SyncDevice(ada) { Offset = Earlier }, new SyncDevice(ada));
        Assert.Empty(await phone.Sync());
        Assert.Empty(await desk.Sync());
        Assert.Equal("Standup", phone.Copy[id].Of("event", "title"));

        var (first, second) = (phone.Edit(id, new { title = "Phone", location = "Attic" }), desk.Edit(id, new { title = "Desk" }));
        Assert.Equal("accepted", Assert.Single(await desk.Sync(second)).Of("status"));
        var merged = Assert.Single(await phone.Sync(first));
        Assert.Equal("merged", merged.Of("status"));
        var lost = Assert.Single(merged.GetProperty("lost").EnumerateArray());
        Assert.Equal(("title", true, 3), (lost.Of("part"), lost.GetProperty("yours").GetBoolean(), lost.GetProperty("keptIn").GetInt32()));
        await desk.Sync();
        Assert.Equal(phone.Copy[id].GetRawText(), desk.Copy[id].GetRawText());
        Assert.Equal(("Desk", "Attic"), (desk.Copy[id].Of("event", "title"), desk.Copy[id].Of("event", "location")));

        var history = (await ada.Get($"/events/{id}/history")).Must(200).Items();
        Assert.Equal(["merged", "merged", "updated", "created"], history.Select(entry => entry.Of("action")));
        Assert.Equal("Phone", (await ada.Post($"/events/{id}/restore", new { version = 3 })).Must(200).Text("title"));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task A_strict_writer_gets_412_with_the_merged_event(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var id = await ada.MakeWeekly(await ada.NewCalendar());
        var phone = new SyncDevice(ada);
        await phone.Sync(phone.Edit(id, new { location = "Attic" }));
        var stale = (await ada.PatchEvent(id, new { title = "Desk" }, version: "\"1\"")).MustBeProblem(412);
        Assert.Equal("Attic", stale.Json.Of("current", "location"));
        var version = stale.Json.GetProperty("current").GetProperty("version").GetInt32();
        (await ada.PatchEvent(id, new { title = "Desk" }, version: $"\"{version}\"")).Must(200);
        await phone.Sync();
        Assert.Equal("Desk", phone.Copy[id].Of("event", "title"));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Repeats_lost_answers_and_any_order_change_nothing(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        var phone = new SyncDevice(ada);
        var make = phone.Operation("create", null, new JsonObject { ["calendarId"] = work, ["event"] = EventCalls.Timed("Offline", "2026-05-04T12:00:00", "2026-05-04T13:00:00") });
        var id = phone.MadeBy(make);
        var (one, two) = (phone.Edit(id, new { title = "One" }), phone.Edit(id, new { location = "Two" }));
        var answers = new List<string>();
        foreach (var batch in new JsonObject[][] { [make, two, one], [one], [make, one, two], [two, two] })
        {
            var answer = (await phone.Send(batch)).Must(200).Json; // the cursor stays: the answer got lost
            answers.AddRange(answer.GetProperty("operations").EnumerateArray().Select(result => result.GetRawText()));
        }
        Assert.Equal(3, answers.Distinct().Count());
        Assert.All(answers, answer => Assert.Contains("\"accepted\"", answer));
        var stored = (await ada.Get($"/events/{id}")).Must(200);
        Assert.Equal(("One", "Two", 3), (stored.Text("title"), stored.Text("location"), stored.Json.GetProperty("version").GetInt32()));
        Assert.Single(await ada.Range(work, "2026-05-04T00:00:00Z", "2026-05-05T00:00:00Z"));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Two_times_leave_one_open_until_the_user_settles_it(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var id = await ada.Make(await ada.NewCalendar(), EventCalls.Timed("Once", "2026-05-04T12:00:00", "2026-05-04T13:00:00"));
        var (phone, desk) = (new SyncDevice(ada) { Offset = Earlier }, new SyncDevice(ada));
        var earlier = phone.Edit(id, Time("2026-05-04T15:00:00", "2026-05-04T16:00:00"));
        await desk.Sync(desk.Edit(id, Time("2026-05-04T18:00:00", "2026-05-04T19:00:00")));
        Assert.Equal("merged", Assert.Single(await phone.Sync(earlier)).Of("status"));
        Assert.StartsWith("2026-05-04T18:00:00", phone.Copy[id].Of("event", "start", "dateTime"));
        var open = Assert.Single((await ada.Get($"/events/{id}/conflicts")).Must(200).Items());
        Assert.StartsWith("2026-05-04T15:00:00", open.Of("start", "dateTime"));

        var settled = (await ada.Post($"/events/{id}/conflicts/settle", new { stamp = open.Of("stamp") })).Must(200);
        Assert.StartsWith("2026-05-04T15:00:00", settled.Json.Of("start", "dateTime"));
        Assert.Empty((await ada.Get($"/events/{id}/conflicts")).Must(200).Items());
        (await ada.Post($"/events/{id}/conflicts/settle", new { stamp = open.Of("stamp") })).MustBeProblem(404);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task A_series_that_two_devices_split_has_every_instance_once(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var work = await ada.NewCalendar();
        var id = await ada.MakeWeekly(work);
        var (phone, desk) = (new SyncDevice(ada), new SyncDevice(ada));
        const int week = 7 * 86_400;
        JsonObject Split(SyncDevice device, int weeks, string title) =>
            device.Operation("split", id, new JsonObject { ["place"] = $"{weeks * week}", ["event"] = new JsonObject { ["title"] = title } });
        var (fromThird, fromFifth, again) = (Split(phone, 2, "Phone"), Split(desk, 4, "Desk"), Split(desk, 2, "Same place"));
        Assert.Equal(phone.MadeBy(fromThird), Assert.Single(await phone.Sync(fromThird)).Of("eventId"));
        var results = await desk.Sync(fromFifth, again);
        Assert.Equal([desk.MadeBy(fromFifth), phone.MadeBy(fromThird)], results.Select(result => result.Of("eventId")));
        var occurrences = await ada.Range(work, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z");
        Assert.Equal(["Standup", "Standup", "Same place", "Same place", "Desk", "Desk"], occurrences.Titles());
        Assert.Equal(6, occurrences.Starts().Distinct().Count());
        Assert.Equal(results.Select(result => result.GetRawText()), (await desk.Sync(fromFifth, again)).Select(result => result.GetRawText()));
        // An edit of an instance finds it where it now is.
        var edited = Assert.Single(await phone.Sync(phone.Operation("edit", id, new JsonObject { ["place"] = $"{5 * week}", ["event"] = new JsonObject { ["location"] = "Attic" } })));
        Assert.Equal(desk.MadeBy(fromFifth), edited.Of("eventId"));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task An_edit_wins_over_a_deletion_that_has_not_seen_it(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var id = await ada.MakeWeekly(await ada.NewCalendar());
        var phone = new SyncDevice(ada);
        var edit = phone.Edit(id, new { title = "Still wanted" });
        (await ada.DeleteEvent(id)).Must(204);
        var result = Assert.Single(await phone.Sync(edit));
        Assert.Equal(("merged", "life"), (result.Of("status"), result.GetProperty("lost")[0].Of("part")));
        Assert.Equal("Still wanted", (await ada.Get($"/events/{id}")).Must(200).Text("title"));
        var known = phone.Copy[id].GetProperty("merge").GetProperty("known");
        await phone.Sync(phone.Operation("delete", id, new JsonObject { ["known"] = JsonNode.Parse(known.GetRawText()) }));
        (await ada.Get($"/events/{id}")).MustBeProblem(404);
        Assert.DoesNotContain(id, phone.Copy.Keys);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Moves_answers_and_reminders_come_along(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var (work, home) = (await ada.NewCalendar(), await ada.NewCalendar());
        var id = await ada.Make(work, EventCalls.Timed("Dinner", "2026-05-04T12:00:00", "2026-05-04T13:00:00").Inviting(ben));
        var (phone, bens) = (new SyncDevice(ada), new SyncDevice(ben));
        await phone.Sync();
        Assert.Equal("accepted", Assert.Single(await phone.Sync(phone.Operation("move", id, new JsonObject { ["calendarId"] = home }))).Of("status"));
        Assert.Equal(home, phone.Copy[id].Of("event", "calendarId"));
        var answers = await bens.Sync(
            bens.Operation("answer", id, new JsonObject { ["responseStatus"] = "accepted" }),
            bens.Operation("remind", id, new JsonObject { ["reminders"] = new JsonArray(5) }));
        Assert.All(answers, answer => Assert.Equal("accepted", answer.Of("status")));
        var seen = (await ben.Get($"/events/{id}")).Must(200).Json;
        Assert.Equal(("accepted", 5), (seen.GetProperty("attendees")[0].Of("responseStatus"), seen.GetProperty("reminders")[0].GetInt32()));
        Assert.Equal("accepted", Assert.Single(await phone.Sync(phone.Edit(id, new { title = "Supper" }))).Of("status"));
    }

    private static object Time(string start, string end) => new { start = new { dateTime = start }, end = new { dateTime = end } };
}
