using System.Globalization;
using System.Text.Json;
using Kalends.Domain.Events;
using Kalends.Domain.Time;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events;

/// <summary>What happened to an event, newest first.</summary>
internal sealed class ReadHistory(IEventStore events) : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found)
    {
        var page = call.Pages.Read();
        if (call.Refused() is { } refused) return refused;
        long? before = page.After is null ? null : long.Parse(page.After, CultureInfo.InvariantCulture);
        var entries = await events.ReadHistory(found.Event.CalendarId, found.Event.Id, before, page.Size, call.Cancellation);
        var next = entries.HasMore ? call.Pages.Next(entries.Items[^1].Version.ToString(CultureInfo.InvariantCulture)) : null;
        return ListReply.Of(entries.Items, next, Write);
    }

    private static void Write(Utf8JsonWriter json, HistoryEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("version", entry.Version);
        json.WriteString("at", TimeText.Of(entry.At));
        json.WriteString("userId", entry.By.ToString());
        json.WriteString("action", entry.Action.Word());
        json.WriteString("scope", entry.Scope.Word());
        json.WriteStartArray("changed");
        foreach (var member in entry.Changed) json.WriteStringValue(member);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
