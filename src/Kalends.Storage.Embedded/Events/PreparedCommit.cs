using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Storage.Documents;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Events;

namespace Kalends.Storage.Embedded.Events;

/// <summary>A commit made ready on the caller's thread, so that the writer only writes.</summary>
internal sealed class PreparedCommit
{
    public PreparedCommit(EventCommit commit)
    {
        commit.ThrowIfBroken();
        Commit = commit;
        Events = [.. commit.Events.Select(change => new PreparedEvent(change))];
        Projections = [.. commit.Projections.Where(PreparedProjection.IsSmall).Select(projection => new PreparedProjection(projection))];
    }

    public EventCommit Commit { get; }

    public ImmutableArray<PreparedEvent> Events { get; }

    /// <summary>Those small enough to be written with the commit; the others are left to the worker.</summary>
    public ImmutableArray<PreparedProjection> Projections { get; }
}

/// <summary>An event with its bytes.</summary>
internal sealed class PreparedEvent(EventChange change)
{
    public Event After { get; } = change.After;

    public byte[] Document { get; } = EventDocument.Encode(change.After);

    public ImmutableArray<(long Version, byte[] Document)> History { get; } =
        [.. change.History.Select(entry => (entry.Version, HistoryDocument.Encode(entry)))];
}
