using System.Collections.Immutable;

namespace Kalends.Domain.Events;

/// <summary>An event as it is to be stored, and what to remember of it.</summary>
/// <param name="After">Its <see cref="Event.Revision"/> is one above the stored one, or 1 where there is none.</param>
/// <param name="History">Empty where the version does not change; all earlier entries where the event arrives from another calendar.</param>
public sealed record EventChange(Event After, ImmutableArray<HistoryEntry> History);
