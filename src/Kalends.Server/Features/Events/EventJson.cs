using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Events;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Server.Features.Events;

/// <summary>Events as JSON, in the shape that the caller may see.</summary>
internal sealed class EventJson(DomainRules rules)
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static Utf8JsonWriter Open(IBufferWriter<byte> output) => new(output, Options);

    /// <summary>The event with the caller's own reminders.</summary>
    public void Write(Utf8JsonWriter json, EventAtHand seen, EventExtras extras)
    {
        if (seen.View.ShapeOf(seen.Event, seen.Caller) is Shape.Busy)
        {
            WriteBusy(json, seen, extras.InFeed);
            return;
        }
        json.WriteStartObject();
        WriteMembers(json, seen, extras);
        json.WriteEndObject();
    }

    /// <summary>As a 412 shows it.</summary>
    public JsonElement Element(EventAtHand seen, EventExtras extras)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = Open(text)) Write(json, seen, extras);
        return JsonElement.Parse(text.WrittenSpan);
    }

    private void WriteMembers(Utf8JsonWriter json, EventAtHand seen, EventExtras extras)
    {
        var (@event, content) = (seen.Event, new ContentWriter(json, rules, seen));
        json.WriteString("eventId", @event.Id.Value);
        json.WriteString("calendarId", @event.CalendarId.ToString());
        json.WriteString("iCalUid", @event.ICalUid);
        content.WriteContent(@event.Content);
        json.WriteString("organizerId", @event.OrganizerId.ToString());
        if (!extras.InFeed) WriteReminders(json, extras.Reminders);
        json.WriteNumber("version", @event.Version);
        json.WriteString("createdAt", TimeText.Of(@event.CreatedAt));
        json.WriteString("updatedAt", TimeText.Of(@event.UpdatedAt));
        json.WriteStartArray("overrides");
        foreach (var changed in @event.OverridesWithAnswers()) content.WriteOverride(changed);
        json.WriteEndArray();
        if (extras.Conflicts is { } conflicts) json.WriteNumber("conflicts", conflicts);
        if (extras.PreviousEventId is { } previous) json.WriteString("previousEventId", previous.Value);
        if (@event.Deleted is not { } deletion) return;
        json.WriteString("deletedAt", TimeText.Of(deletion.At));
        json.WriteString("deletedBy", deletion.By.ToString());
    }

    public static void WriteReminders(Utf8JsonWriter json, ImmutableArray<int>? reminders)
    {
        if (reminders is not { } minutes)
        {
            json.WriteNull("reminders");
            return;
        }
        json.WriteStartArray("reminders");
        foreach (var minute in minutes) json.WriteNumberValue(minute);
        json.WriteEndArray();
    }

    /// <summary>A private event as someone below <c>edit</c> sees it: when, and nothing else.</summary>
    private void WriteBusy(Utf8JsonWriter json, EventAtHand seen, bool withId)
    {
        var (content, writer) = (seen.Event.Content, new ContentWriter(json, rules, seen));
        json.WriteStartObject();
        if (withId) json.WriteString("eventId", seen.Event.Id.Value);
        json.WriteString("title", "Busy");
        writer.WriteTime("start", content.Start);
        writer.WriteTime("end", content.End);
        json.WriteString("startUtc", TimeText.Of(At(content.Start, seen)));
        json.WriteString("endUtc", TimeText.Of(At(content.End, seen)));
        json.WriteString("status", content.Status.Word());
        json.WriteEndObject();
    }

    private Instant At(EventTime time, EventAtHand seen) => time.Resolve(rules, seen.Zone).At;
}

/// <summary>What goes with an event into its JSON.</summary>
internal sealed record EventExtras
{
    /// <summary>A feed tells of events, not of reminders, and an item of it is nothing without an id.</summary>
    public bool InFeed { get; init; }

    /// <summary>The caller's, null for the default.</summary>
    public ImmutableArray<int>? Reminders { get; init; }

    /// <summary>In how many of the caller's conflicts it is, where somebody asked.</summary>
    public int? Conflicts { get; init; }

    /// <summary>The first half of a series that was split.</summary>
    public EventId? PreviousEventId { get; init; }
}
