using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Testing.Building;

/// <summary>An event that five devices have edited without a connection, many times.</summary>
public static class EditedOffline
{
    private const int Devices = 5;

    private static readonly DomainRules Rules = new() { Zones = DateTimeZoneProviders.Tzdb, TzdbVersion = "test" };
    private static readonly EditContext Edit = new(new Caller(new UserId(7), new EmailAddress("ada@example.org")), "Europe/Zurich");
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 8, 0);

    /// <summary>A weekly meeting of eight, edited by five devices in turn: every part of it, some instances too.</summary>
    public static Event Times(int count)
    {
        Event @event = Meeting();
        var last = new ulong[Devices];
        for (int edit = 0; edit < count; edit++)
        {
            int device = edit % Devices;
            OfflineEdit offline = Some(edit, @event) with { Previous = last[device] };
            if (Merge(@event, offline, edit) is not MergeDecision.Merged merged) continue;
            @event = merged.Change.After;
            last[device] = offline.Stamp.Time;
        }
        return @event;
    }

    public static MergeDecision Merge(Event @event, OfflineEdit offline, int edit) =>
        new MergeEvent(Edit, @event, offline).Decide(Rules, Start + Duration.FromMinutes(edit));

    private static Stamp StampOf(int edit) => new(
        HybridClock.Reading(Start + Duration.FromMinutes(edit)) + (ulong)(edit % 3), new DeviceId((ulong)(edit % Devices + 1) << 56 | 0x1234_5678_9ABC));

    private static Event Meeting()
    {
        Event plain = Make.Event(Make.CalendarId(), "Planning of the week");
        return plain with
        {
            Content = plain.Content with
            {
                Location = "Room 4.12, Harbour Street 12, Zurich",
                Description = string.Join(' ', Enumerable.Repeat("We go through what is open and decide who does it.", 8)),
                Recurrence = ["RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20271231T225959Z"],
                Attendees = [.. Enumerable.Range(0, 8).Select(n => new Attendee(new EmailAddress($"colleague.number{n}@example.org"), new UserId(1_000 + n), $"Colleague Number {n}", ResponseStatus.Accepted, false))],
            },
        };
    }

    public static OfflineEdit Some(int edit, Event current)
    {
        string email = $"colleague.number{edit / 8 % 8}@example.org";
        var seen = ImmutableDictionary.CreateRange((current.Merge ?? MergeRecord.Fresh).Many.Select(part => KeyValuePair.Create(part.Key, part.Value)));
        OfflineEdit Named(EventMembers named, EventDraft draft) => new OfflineEdit(StampOf(edit), 0) { Draft = draft with { Named = named }, Seen = seen };
        return (edit % 8) switch
        {
            0 => Named(EventMembers.Title, new EventDraft { Title = $"Planning of the week {edit % 50}" }),
            1 => Named(EventMembers.Location, new EventDraft { Location = $"Room 4.{edit % 20}, Harbour Street 12, Zurich" }),
            2 => Named(EventMembers.Status, new EventDraft { Status = edit % 3 == 0 ? "tentative" : "confirmed" }),
            3 => Named(EventMembers.Start | EventMembers.End | EventMembers.Recurrence, Span(edit)),
            4 => Named(0, new EventDraft()) with { Invited = [new AttendeeDraft(email, $"Colleague {edit % 10}")] },
            5 => Named(0, new EventDraft()) with { Uninvited = [edit % 16 == 5 ? email : "nobody@example.org"] },
            6 => Named(EventMembers.Title, new EventDraft { Title = $"Special planning {edit}" }) with { Place = edit / 8 % 4 * 7L * 86_400 },
            _ => Named(EventMembers.Transparency, new EventDraft { Transparency = edit % 2 == 0 ? "opaque" : "transparent" }),
        };
    }

    private static EventDraft Span(int edit) => new()
    {
        Start = new EventTimeDraft($"2026-03-02T{8 + edit % 8:00}:00:00", "Europe/Zurich"),
        End = new EventTimeDraft($"2026-03-02T{8 + edit % 8:00}:45:00", "Europe/Zurich"),
        Recurrence = ["RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20271231T225959Z"],
    };
}
