using System.Buffers;
using System.Text.Json;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Merging;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>Writes the answer of a round.</summary>
internal sealed class SyncWriter(DomainRules rules, EventJson events)
{
    public void Write(IBufferWriter<byte> output, SyncAnswer answer)
    {
        using var json = EventJson.Open(output);
        json.WriteStartObject();
        json.WriteString("device", answer.Device.Id.ToString());
        json.WriteString("now", TimeText.Of(Instant.FromUnixTimeSeconds(answer.Now.ToUnixTimeSeconds())));
        json.WriteStartArray("operations");
        foreach (var operation in answer.Operations) Write(json, operation);
        json.WriteEndArray();
        json.WriteStartArray("calendars");
        foreach (var calendar in answer.News.Calendars) Write(json, calendar, answer);
        json.WriteEndArray();
        json.WriteStartArray("changes");
        foreach (var change in answer.News.Changes) Write(json, change);
        json.WriteEndArray();
        json.WriteString("cursor", answer.News.Cursor);
        json.WriteBoolean("hasMore", answer.News.HasMore);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AnsweredOperation operation)
    {
        json.WriteStartObject();
        json.WriteString("stamp", operation.Stamp);
        if (operation.Result is OperationResult.Taken taken) Write(json, taken);
        else Write(json, (OperationResult.Refused)operation.Result);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OperationResult.Taken taken)
    {
        json.WriteString("status", taken.IsMerged ? "merged" : "accepted");
        json.WriteString("eventId", taken.Event.Value);
        json.WriteNumber("version", taken.Version);
        json.WriteStartArray("lost");
        foreach (var lost in taken.Lost)
        {
            json.WriteStartObject();
            json.WriteString("part", lost.Path);
            json.WriteBoolean("yours", lost.IsOwn);
            json.WriteNumber("keptIn", lost.KeptIn);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, OperationResult.Refused refused)
    {
        json.WriteString("status", "refused");
        json.WriteString("reason", refused.Reason);
        json.WriteString("detail", refused.Detail);
        if (refused.Invalid is not { } invalid) return;
        json.WriteStartObject("errors");
        foreach (var (member, messages) in invalid.Errors)
        {
            json.WriteStartArray(member);
            foreach (var message in messages) json.WriteStringValue(message);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CalendarNews calendar, SyncAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("calendarId", calendar.Id.ToString());
        json.WriteString("state", calendar.State);
        if (calendar.View is { } view)
        {
            json.WriteString("name", view.Calendar.Name);
            json.WriteString("timeZone", view.Calendar.TimeZone);
            json.WriteString("permission", view.PermissionOf(answer.User).Word());
        }
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, EventNews change)
    {
        json.WriteStartObject();
        if (!change.Event.IsLive)
        {
            json.WriteString("eventId", change.Event.Id.Value);
            json.WriteString("calendarId", change.View.Calendar.Id.ToString());
            json.WriteBoolean("deleted", true);
            json.WriteEndObject();
            return;
        }
        var seen = new EventAtHand(change.Event, change.View, change.Caller);
        json.WritePropertyName("event");
        events.Write(json, seen, new EventExtras { InFeed = true });
        // When who wrote which part is history, which begins with the permission to edit.
        if (change.View.PermissionOf(change.Caller.Id) >= Permission.Edit)
            new MergeJson(json, new ContentWriter(json, rules, seen)).Write(change.Event.Merge ?? MergeRecord.Fresh);
        json.WriteEndObject();
    }
}
