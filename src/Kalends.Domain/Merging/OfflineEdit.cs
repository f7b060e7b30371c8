using System.Collections.Immutable;
using Kalends.Domain.Events.Drafts;

namespace Kalends.Domain.Merging;

/// <summary>An edit that a device made without a connection.</summary>
/// <param name="Stamp">When and where: also its id.</param>
/// <param name="Previous">The time of the device's edit before this on the same event; 0 for the first.</param>
public sealed record OfflineEdit(Stamp Stamp, ulong Previous)
{
    /// <summary>The members it writes, of the event or of the instance; those it names are read.</summary>
    public EventDraft Draft { get; init; } = new();

    /// <summary>The instance's place in its series; null for the whole.</summary>
    public long? Place { get; init; }

    /// <summary>Members of the instance that follow the master again.</summary>
    public ImmutableArray<string> Cleared { get; init; } = [];

    /// <summary>Those invited anew, or under another name.</summary>
    public ImmutableArray<AttendeeDraft> Invited { get; init; } = [];

    /// <summary>Addresses of those who are not invited any more.</summary>
    public ImmutableArray<string> Uninvited { get; init; } = [];

    /// <summary>The stamps that the device saw on the parts it writes.</summary>
    public ImmutableDictionary<string, ImmutableArray<Stamp>> Seen { get; init; } = ImmutableDictionary<string, ImmutableArray<Stamp>>.Empty;

    /// <summary>The description that the device's one was written from; without it, descriptions are not merged as texts.</summary>
    public string? DescriptionBefore { get; init; }

    /// <summary>Of a deletion: what the device knew of the event.</summary>
    public Knowledge? Deletes { get; init; }
}
