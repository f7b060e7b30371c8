using Kalends.Domain.Time;

namespace Kalends.Domain.Events.Edits;

/// <summary>The instance that a scope means, or why there is none.</summary>
/// <param name="Instance">Null for the scope all.</param>
/// <param name="Refusal">Null where all is well.</param>
internal sealed record ScopedInstance(EventInstance? Instance, Refusal? Refusal)
{
    internal static ScopedInstance Find(DomainRules rules, EditContext edit, Event current, EditScope scope, InstanceReference? reference)
    {
        if (!current.IsLive) return new ScopedInstance(null, new Refusal.NotFound("event"));
        if (scope == EditScope.All) return new ScopedInstance(null, null);
        if (reference is null)
            return new ScopedInstance(null, Refusal.Invalid.Of("originalStart", $"is required with the scope {scope.Word()}"));
        return current.FindInstance(rules, edit.CalendarZone, reference) is { } found
            ? new ScopedInstance(found, null)
            : new ScopedInstance(null, new Refusal.NotFound("instance"));
    }
}
