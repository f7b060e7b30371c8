using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>Drops the instances of an event that came from a file, where the file does not have them any more.</summary>
/// <param name="By">Who read it in.</param>
/// <param name="Current">The event as it is stored.</param>
/// <param name="Seen">The RECURRENCE-IDs that the file has, as they are written.</param>
public sealed record ForgetInstances(Caller By, Event Current, IReadOnlySet<string> Seen)
{
    /// <summary>The change; null where there is nothing to drop. What was changed here, without a file, stays.</summary>
    public EventChange? Decide(Instant now)
    {
        var left = Current.Overrides.RemoveAll(changes =>
            CarriedText.Read(changes.Carried)?.Find("RECURRENCE-ID") is { } property && !Seen.Contains(property.RawValue));
        if (left.Length == Current.Overrides.Length) return null;
        var after = Current with
        {
            Overrides = left,
            Version = Current.Version + 1,
            Revision = Current.Revision + 1,
            UpdatedAt = Clock.WholeSeconds(now),
        };
        return after.Remember(new Deed(By.Id, HistoryAction.Updated) { Changed = ["overrides"] });
    }
}
