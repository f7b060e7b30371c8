using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Storage.Documents;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Events;

namespace Kalends.Storage.Embedded.Events;

/// <summary>A commit made ready on the caller's thread, so that the writer only writes.</summary>
internal sealed class PreparedCommit
{
    /// <summary>Checks the commit's form; a broken one is a bug of the caller.</summary>
    public PreparedCommit(EventCommit commit)
    {
        Commit = commit;
        var seen = new HashSet<EventId>();
        foreach (EventChange change in commit.Events)
            if (change.After.CalendarId != commit.Calendar || !seen.Add(change.After.Id))
                throw new ArgumentException("Each event of a commit lies in its calendar and is there once.", nameof(commit));
        if (commit.Projections.Any(projection => projection.CalendarId != commit.Calendar))
            throw new ArgumentException("Each projection of a commit lies in its calendar.", nameof(commit));
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
