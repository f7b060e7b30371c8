using System.Collections.Immutable;
using Kalends.Domain.Events;

namespace Kalends.Storage.Events;

/// <summary>Part of a change feed.</summary>
/// <param name="Items">Events as they are now, deleted and moved ones too, by the sequence of their last change.</param>
/// <param name="Head">The calendar's newest sequence when the page was read.</param>
/// <param name="Floor">Changes up to here may have been forgotten: a reader who stands below it must start anew.</param>
/// <param name="HasMore">Whether items follow.</param>
public sealed record ChangePage(ImmutableArray<Change> Items, long Head, long Floor, bool HasMore);

/// <summary>An event's last change.</summary>
public sealed record Change(long Sequence, Event Event);
