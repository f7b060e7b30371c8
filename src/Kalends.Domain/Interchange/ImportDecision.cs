using System.Collections.Immutable;
using Kalends.Domain.Events;

namespace Kalends.Domain.Interchange;

/// <summary>What an import makes of one event.</summary>
/// <param name="Change">To be stored; null where nothing changes.</param>
/// <param name="Outcomes">One for each component, in their order.</param>
public sealed record ImportDecision(EventChange? Change, ImmutableArray<ComponentOutcome> Outcomes);

/// <summary>What became of one component of a file.</summary>
public abstract record ComponentOutcome
{
    private ComponentOutcome() { }

    /// <summary>There was nothing like it.</summary>
    public sealed record Created(EventId EventId) : ComponentOutcome;

    /// <summary>It says something else than what was there, or what was there lay in the trash.</summary>
    public sealed record Updated(EventId EventId) : ComponentOutcome;

    /// <summary>It says nothing new.</summary>
    public sealed record Unchanged(EventId EventId) : ComponentOutcome;

    /// <summary>It was not taken: by property, what is wrong.</summary>
    public sealed record Refused(Refusal.Invalid Why) : ComponentOutcome;
}
