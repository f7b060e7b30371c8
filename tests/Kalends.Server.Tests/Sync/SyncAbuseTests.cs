using System.Text.Json.Nodes;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using NodaTime;

namespace Kalends.Server.Tests.Sync;

/// <summary>Devices that lie, and users who may not any more: refused with a reason, and nothing leaks.</summary>
public class SyncAbuseTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task A_clock_in_2100_is_refused_and_the_same_edit_stamped_anew_is_taken()
    {
        var ada = await server.SignUp();
        var id = await ada.MakeWeekly(await ada.NewCalendar());
        var wild = new SyncDevice(ada) { Offset = Duration.FromDays(74 * 365) };
        var refused = Assert.Single(await wild.Sync(wild.Edit(id, new { title = "2100" })));
        Assert.Equal(("refused", "clock"), (refused.Of("status"), refused.Of("reason")));
        Assert.Equal("Standup", (await ada.Get($"/events/{id}")).Must(200).Text("title"));
        var set = new SyncDevice(ada, wild.Chosen);
        Assert.Equal("accepted", Assert.Single(await set.Sync(set.Edit(id, new { title = "2100" }))).Of("status"));
    }

    [Fact]
    public async Task Cursors_belong_to_one_device_of_one_user()
    {
        var (ada, eve) = (await server.SignUp(), await server.SignUp("Eve"));
        var phone = new SyncDevice(ada);
        await phone.Sync();
        foreach (var (user, device) in new[] { (eve, phone.Chosen), (ada, Guid.CreateVersion7()) })
        {
            var forged = new SyncDevice(user, device) { Cursor = phone.Cursor };
            Assert.Contains("cursor", (await forged.Send()).MustBeProblem(400).Faults);
        }
    }

    [Fact]
    public async Task Under_another_users_device_id_nothing_of_that_device_is_touched()
    {
        var (ada, eve) = (await server.SignUp(), await server.SignUp("Eve"));
        var work = await ada.NewCalendar();
        var id = await ada.MakeWeekly(work);
        await ada.Share(work, eve, "edit");
        var phone = new SyncDevice(ada);
        var forged = new SyncDevice(eve, phone.Chosen);
        var mine = phone.Edit(id, new { title = "Ada's" });
        var theirs = mine.DeepClone().AsObject();
        theirs["event"] = new JsonObject { ["title"] = "Eve's" };
        Assert.Equal("accepted", Assert.Single(await forged.Sync(theirs)).Of("status"));
        Assert.NotEqual("refused", Assert.Single(await phone.Sync(mine)).Of("status")); // not taken for a repeat of Eve's
        Assert.Contains((await ada.Get($"/events/{id}/history")).Must(200).Items(), entry => entry.Of("userId") == eve.UserId);
    }

    [Fact]
    public async Task Events_of_others_are_as_if_they_were_not_there()
    {
        var (ada, eve) = (await server.SignUp(), await server.SignUp("Eve"));
        var work = await ada.NewCalendar();
        var id = await ada.MakeWeekly(work);
        var evil = new SyncDevice(eve);
        var unknown = Guid.CreateVersion7().ToString();
        foreach (var kind in new[] { "edit", "delete", "split", "answer", "remind", "move" })
        {
            JsonObject More() => new() { ["place"] = "0", ["calendarId"] = work, ["responseStatus"] = "accepted", ["event"] = new JsonObject { ["title"] = "Mine" } };
            var (known, missing) = (evil.Operation(kind, id, More()), evil.Operation(kind, unknown, More()));
            missing["stamp"] = (string)known["stamp"]!;
            var results = await evil.Sync(known, missing);
            Assert.Equal(results[1].GetRawText(), results[0].GetRawText());
            Assert.Equal("not-found", results[0].Of("reason"));
        }
        var make = evil.Operation("create", null, new JsonObject { ["calendarId"] = work, ["event"] = EventCalls.Timed("Mine", "2026-05-04T12:00:00", "2026-05-04T13:00:00") });
        Assert.Equal("not-found", Assert.Single(await evil.Sync(make)).Of("reason"));
        Assert.Empty(evil.Copy);
        Assert.Equal(1, (await ada.Get($"/events/{id}")).Must(200).Json.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_revoked_right_is_refused_and_its_copy_goes()
    {
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var work = await ada.NewCalendar();
        var id = await ada.MakeWeekly(work);
        await ada.Share(work, ben, "edit");
        var bens = new SyncDevice(ben);
        var edit = bens.Edit(id, new { title = "Ben's" });
        await bens.Sync(edit);
        Assert.Contains(id, bens.Copy.Keys);

        await ada.Share(work, ben, "view");
        Assert.Equal("forbidden", Assert.Single(await bens.Sync(bens.Edit(id, new { title = "Again" }))).Of("reason"));
        Assert.False(bens.Copy[id].TryGetProperty("merge", out _)); // who wrote what when is history

        (await ada.Delete($"/calendars/{work}/shares/{ben.UserId}")).Must(204);
        var replayed = await bens.Sync(edit, bens.Edit(id, new { title = "Again" }));
        Assert.All(replayed, result => Assert.Equal(("refused", "not-found"), (result.Of("status"), result.Of("reason"))));
        Assert.DoesNotContain(id, bens.Copy.Keys);
    }

    [Fact]
    public async Task Batches_have_a_size_and_one_bad_operation_spoils_no_other()
    {
        var ada = await server.SignUp();
        var id = await ada.MakeWeekly(await ada.NewCalendar());
        var phone = new SyncDevice(ada);
        var many = Enumerable.Range(0, 501).Select(_ => new JsonObject()).ToArray();
        Assert.Contains("operations", (await phone.Send(many)).MustBeProblem(400).Faults);
        var (bad, good) = (phone.Edit(id, new { title = "" }), phone.Edit(id, new { title = "Good" }));
        var results = await phone.Sync(bad, new JsonObject { ["stamp"] = 7 }, good);
        Assert.Equal(["refused", "refused", "accepted"], results.Select(result => result.Of("status")));
        Assert.True(results[0].GetProperty("errors").TryGetProperty("title", out _));
        var known = phone.Copy[id].GetProperty("merge").GetProperty("known").GetProperty("spans");
        Assert.All(known.EnumerateObject(), spans => Assert.Equal(2, spans.Value.GetArrayLength())); // what was refused leaves no gap
    }
}
