using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events.Drafts;

/// <summary>
/// An event, or one instance of it, as a client wrote it: a whole one, after a patch was merged into what it patches. A member that is
/// null takes its default.
/// </summary>
public sealed record EventDraft
{
    /// <summary>The members that the request's body names, null ones too: of a patch, those that are to change.</summary>
    public EventMembers Named { get; init; }

    /// <summary>RFC 5545 UID; only taken when the event is made.</summary>
    public string? ICalUid { get; init; }

    /// <summary>Required.</summary>
    public string? Title { get; init; }

    /// <summary>May hold tabs and line breaks.</summary>
    public string? Description { get; init; }

    /// <summary>One line.</summary>
    public string? Location { get; init; }

    /// <summary>Required.</summary>
    public EventTimeDraft? Start { get; init; }

    /// <summary>Required.</summary>
    public EventTimeDraft? End { get; init; }

    /// <summary>RRULE, RDATE and EXDATE lines.</summary>
    public ImmutableArray<string?>? Recurrence { get; init; }

    /// <summary>confirmed, tentative or cancelled.</summary>
    public string? Status { get; init; }

    /// <summary>opaque or transparent.</summary>
    public string? Transparency { get; init; }

    /// <summary>default, private or public.</summary>
    public string? Visibility { get; init; }

    /// <summary>Each address once.</summary>
    public ImmutableArray<AttendeeDraft>? Attendees { get; init; }

    /// <summary>The caller's own reminders, minutes before the start; null for the user's default.</summary>
    public ImmutableArray<int>? Reminders { get; init; }

    /// <summary>The addresses whose accounts an edit wants to know; empty where there are more attendees than allowed.</summary>
    public IEnumerable<EmailAddress> Addresses(Limits limits) => Attendees is { } attendees && attendees.Length <= limits.Attendees
        ? attendees.Select(a => a.Email).OfType<string>().Where(AddressCheck.IsAddress).Select(text => new EmailAddress(text)).Distinct()
        : [];

    /// <summary>Holds the draft against all rules.</summary>
    public Checked<EventContent> Check(EventDraftContext context) => new EventDraftCheck(this, context).Run();
}
