using System.Text.Json.Nodes;
using Kalends.ICalendar;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Interchange;

public sealed class LargeExportTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task A_calendar_larger_than_what_is_held_comes_out_whole_and_its_zones_first()
    {
        const int Count = 160;
        var (ada, work) = await ImportTests.Ada(server);
        var description = new string('x', 60_000);
        for (var i = 0; i < Count; i++)
            await ada.Make(work, EventCalls.Timed($"Event {i}", "2026-05-04T12:00:00", "2026-05-04T13:00:00").With("description", description));
        await ada.Make(work, new JsonObject
        {
            ["title"] = $"Event {Count}",
            ["start"] = new JsonObject { ["dateTime"] = "2026-05-04T12:00:00", ["timeZone"] = "Asia/Tokyo" },
            ["end"] = new JsonObject { ["dateTime"] = "2026-05-04T13:00:00", ["timeZone"] = "Asia/Tokyo" },
        });
        var text = await ada.Export(work);
        Assert.True(text.Length > 9_000_000, $"{text.Length}");
        var parts = Assert.Single(Assert.IsType<ParseResult.Parsed>(ICalendarText.Parse(text)).Objects).Components;
        Assert.Equal(["Asia/Tokyo", "Europe/Zurich"], parts.TakeWhile(part => part.IsNamed("VTIMEZONE")).Select(part => part.Find("TZID")!.Value.AsText()));
        Assert.Equal(Enumerable.Range(0, Count + 1).Select(i => $"Event {i}"), parts.Skip(2).Select(part => part.Find("SUMMARY")!.Value.AsText()));
    }
}
