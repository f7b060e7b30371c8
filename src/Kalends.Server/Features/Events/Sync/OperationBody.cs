using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Merging;
using Kalends.Server.Hosting.Json;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>Reads one operation. What is wrong with it goes to its own errors and spoils no other.</summary>
internal sealed class OperationBody(JsonElement element, InputErrors errors)
{
    private static readonly string[] Kinds = ["create", "edit", "delete", "split", "answer", "remind", "move"];
    private static readonly string[] Clearable = ["title", "description", "location", "status", "transparency", "visibility", "time", "attendees"];

    private readonly Members body = new(element.ValueKind is JsonValueKind.Object ? element : null, "", errors);

    /// <summary>The stamp's text as it was sent, for the answer; empty where there is none.</summary>
    public string StampText => body.IsText("stamp") ? body.Text("stamp") ?? "" : "";

    /// <summary>The operation, of which nothing counts if there are errors.</summary>
    public SyncOperation Read(DeviceId device)
    {
        if (element.ValueKind is not JsonValueKind.Object) errors.Add("operation", "must be an object");
        var kind = Array.IndexOf(Kinds, body.RequiredText("kind") ?? "");
        if (kind < 0) body.Refuse("kind", $"must be one of {string.Join(", ", Kinds)}");
        var operation = new SyncOperation((OperationKind)Math.Max(0, kind), ReadEdit(device, (OperationKind)kind))
        {
            EventId = Guid.TryParseExact(body.Text("eventId"), "D", out var id) ? new EventId(id) : null,
            CalendarId = CalendarId.TryRead(body.Text("calendarId"), out var calendar) ? calendar : null,
            Response = EventWords.ReadResponse(body.Text("responseStatus")),
            RemindersBefore = body.Integers("remindersBefore"),
            Reminders = body.Integers("reminders"),
        };
        CheckNeeds(operation);
        body.Close();
        return operation;
    }

    private OfflineEdit ReadEdit(DeviceId device, OperationKind kind) => new(new Stamp(ReadTime("stamp", isRequired: true), device), ReadTime("previous", isRequired: false))
    {
        Draft = body.Object("event") is { } written ? EventBody.Read(written) : new EventDraft(),
        Place = ReadPlace(),
        Cleared = ReadCleared(),
        Invited = [.. (body.Objects("invite") ?? []).Select(ReadGuest)],
        Uninvited = body.Texts("uninvite") ?? [],
        Seen = ReadSeen(),
        DescriptionBefore = body.Text("descriptionBefore"),
        Deletes = kind is OperationKind.Delete ? ReadKnown() : null,
    };

    private void CheckNeeds(SyncOperation operation)
    {
        if (operation.EventId is null && operation.Kind is not OperationKind.Create) body.Refuse("eventId", "must be the id of an event");
        if (operation.CalendarId is null && operation.Kind is OperationKind.Create or OperationKind.Move) body.Refuse("calendarId", "must be the id of a calendar");
        if (operation.Response is null && operation.Kind is OperationKind.Answer) body.Refuse("responseStatus", $"must be one of {string.Join(", ", EventWords.Responses)}");
        if (operation.Edit.Place is null && operation.Kind is OperationKind.Split) body.Refuse("place", "is required to split a series");
        if (operation.Edit.Previous >= operation.Edit.Stamp.Time) body.Refuse("previous", "must be before stamp");
    }

    private ulong ReadTime(string name, bool isRequired)
    {
        var text = isRequired ? body.RequiredText(name) : body.Text(name);
        if (text is null) return 0;
        if (!Stamp.TryReadTime(text, out var time) || time == 0) body.Refuse(name, "must be 16 hexadecimal digits in lower case, and not zero");
        return time;
    }

    private long? ReadPlace()
    {
        if (body.Text("place") is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place)) return place;
        body.Refuse("place", "must be wall-clock seconds from the series' start, as a string");
        return null;
    }

    private ImmutableArray<string> ReadCleared()
    {
        var cleared = body.Texts("clear") ?? [];
        if (cleared.Any(member => !Clearable.Contains(member))) body.Refuse("clear", $"must be of {string.Join(", ", Clearable)}");
        return cleared;
    }

    private static AttendeeDraft ReadGuest(Members guest)
    {
        guest.Ignore("userId", "responseStatus");
        return new AttendeeDraft(guest.Text("email"), guest.Text("name"), null, guest.Flag("optional"));
    }

    private ImmutableDictionary<string, ImmutableArray<Stamp>> ReadSeen()
    {
        var seen = ImmutableDictionary.CreateBuilder<string, ImmutableArray<Stamp>>();
        if (body.Object("seen") is not { } parts) return seen.ToImmutable();
        foreach (var path in parts.Names) seen[path] = ReadStamps(parts, path);
        return seen.ToImmutable();
    }

    private static ImmutableArray<Stamp> ReadStamps(Members parts, string path)
    {
        var stamps = ImmutableArray.CreateBuilder<Stamp>();
        foreach (var text in parts.Texts(path) ?? [])
        {
            if (Stamp.TryRead(text, out var stamp)) stamps.Add(stamp);
            else parts.Refuse(path, "must be stamps");
        }
        return stamps.ToImmutable();
    }

    private Knowledge ReadKnown()
    {
        if (body.Object("known") is not { } written) return Knowledge.Creation;
        var known = new Knowledge { Below = Math.Max(1, Stamp.TryReadTime(written.Text("below"), out var below) ? below : 0) };
        if (written.Object("spans") is not { } devices) return known;
        foreach (var name in devices.Names)
        {
            var times = devices.Texts(name) ?? [];
            for (var i = 0; i + 1 < times.Length; i += 2)
            {
                if (Stamp.TryReadTime(name, out var device) && Stamp.TryReadTime(times[i], out var from) && Stamp.TryReadTime(times[i + 1], out var to) && from <= to)
                    known = known.With(new DeviceId(device), new KnownSpan(from, to));
                else
                    devices.Refuse(name, "must be pairs of times");
            }
        }
        return known;
    }
}
