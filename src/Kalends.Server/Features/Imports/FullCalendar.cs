using Kalends.Domain;
using Kalends.Domain.Interchange;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Imports;

/// <summary>
/// What an import does once its calendar is full: no new event from there on, changes of what is there as long as they are taken. The
/// report names each that was left out.
/// </summary>
internal sealed class FullCalendar
{
    private CommitResult.Full? why;
    private bool takesChanges = true;

    /// <summary>The store refused: at first what is new, and when it does so without that, everything.</summary>
    public void Note(CommitResult.Full refusal)
    {
        takesChanges = why is null;
        why = refusal;
    }

    /// <summary>Null where the event is to be decided as usual.</summary>
    public ImportDecision? Refuse(UidGroup group, StoredEvents stored)
    {
        if (why is not { Rule: var rule } || (takesChanges && stored.Event(group.Uid) is not null)) return null;
        var refused = new ComponentOutcome.Refused(Refusal.Invalid.Of("VEVENT", $"is left out: {rule}"));
        return new ImportDecision(null, [.. group.Taken.Select(_ => refused)]);
    }
}
