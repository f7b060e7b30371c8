using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Kalends.Server.Tests.Sync;

public sealed class SyncFloorTests
{
    [Fact]
    public async Task A_device_past_the_floor_reads_everything_anew_and_its_edits_come_in()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-60));
        await using var own = await TestServer.Start(new TestSetup { Clock = clock });
        var ada = await own.SignUp();
        var id = await ada.MakeWeekly(await ada.NewCalendar());
        var phone = new SyncDevice(ada) { Offset = Duration.FromDays(-60) };
        await phone.Sync();
        var edit = phone.Edit(id, new { title = "From far away" });
        clock.Advance(TimeSpan.FromDays(29));
        var session = (await own.Nobody.Post("/sessions", new { email = ada.Email, password = TestUser.Password })).Must(201).Text("token");
        var signedIn = new TestUser(own.Http, session) { UserId = ada.UserId, Email = ada.Email };
        clock.Advance(TimeSpan.FromDays(5));
        var back = new SyncDevice(signedIn, phone.Chosen) { Cursor = phone.Cursor };
        var answer = (await back.Send(edit)).Must(200).Json;
        Assert.Equal("accepted", answer.GetProperty("operations")[0].Of("status"));
        Assert.Contains("reset", answer.GetProperty("calendars").EnumerateArray().Select(calendar => calendar.Of("state")));
        Assert.Contains("From far away", answer.GetRawText());
    }
}
