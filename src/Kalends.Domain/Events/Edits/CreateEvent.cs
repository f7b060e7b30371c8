using Kalends.Domain.Calendars;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>Makes an event.</summary>
/// <param name="Edit">Who makes it, and where.</param>
/// <param name="Id">Drawn by the caller.</param>
/// <param name="Calendar">Where it will lie.</param>
/// <param name="Draft">What it will be.</param>
public sealed record CreateEvent(EditContext Edit, EventId Id, CalendarId Calendar, EventDraft Draft)
{
    /// <summary>Of a device that made it without a connection; null for an online one.</summary>
    public Stamp? Stamp { get; init; }

    /// <summary>Accepts the event as version 1, or refuses the draft.</summary>
    public EventDecision Decide(DomainRules rules, Instant now) =>
        Decided.By(Draft.Check(new EventDraftContext(rules, Edit)), content => Accept(content, now));

    private EventDecision Accept(EventContent content, Instant now)
    {
        var made = new Event
        {
            Id = Id,
            CalendarId = Calendar,
            ICalUid = Draft.ICalUid ?? Id.ToString(),
            OrganizerId = Edit.By.Id,
            Content = content,
            Version = 1,
            Revision = 1,
            CreatedAt = Clock.WholeSeconds(now),
            UpdatedAt = Clock.WholeSeconds(now),
            Merge = Stamp is { } stamp ? MergeRecord.Fresh.Knowing(stamp) : null,
        };
        return Decided.One(made.Remember(new Deed(Edit.By.Id, HistoryAction.Created) { Offline = OfflineNote.Of(Stamp) }));
    }
}
