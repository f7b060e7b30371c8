using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>
/// Takes over what a file says of one UID. A component that was taken over before, or says what the event says anyway, changes nothing,
/// not even what was edited since; any other one wins over what is stored.
/// </summary>
/// <param name="Edit">Who reads the file in, and where. Accounts are those behind the components' attendees.</param>
/// <param name="Stored">The event of that UID, in the trash too; null where there is none.</param>
/// <param name="Components">All of one UID, the master before its instances.</param>
public sealed record ImportEvent(EditContext Edit, Event? Stored, ImmutableArray<FileComponent> Components)
{
    /// <summary>Of the event, should it be made. Drawn by the caller.</summary>
    public required EventId NewId { get; init; }

    /// <summary>Where the event lies, or will.</summary>
    public required CalendarId Calendar { get; init; }

    /// <summary>What the components have as UID, or what stands for one.</summary>
    public required string ICalUid { get; init; }

    /// <summary>The change, and what became of each component.</summary>
    public ImportDecision Decide(DomainRules rules, Instant now) => new ImportRun(this, rules, Clock.WholeSeconds(now)).Decide();
}
