using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Storage.Cluster.Cassandra.Documents;
using Kalends.Storage.Cluster.Cassandra.Occurrences;
using Kalends.Storage.Documents;
using Kalends.Storage.Events;

namespace Kalends.Storage.Cluster.Cassandra.Events;

/// <summary>
/// A commit with its documents. History, and events that are too large for the batch to stay below the 50 KB at which servers refuse one,
/// go to the document store first.
/// </summary>
internal sealed class PreparedCommit
{
    private const int LargestBatch = 32 * 1024;
    private const int LargestInline = 2048;

    public PreparedCommit(EventCommit commit)
    {
        commit.ThrowIfBroken();
        Commit = commit;
        int room = Math.Min(LargestInline, LargestBatch / Math.Max(1, commit.Events.Length));
        Events = [.. commit.Events.Select(change => Prepare(change, room))];
        Projections = [.. commit.Projections.Select(projection => new PreparedProjection(projection))];
    }

    public EventCommit Commit { get; }

    public ImmutableArray<PreparedEvent> Events { get; }

    public ImmutableArray<PreparedProjection> Projections { get; }

    /// <summary>All events that it touches.</summary>
    public IReadOnlyCollection<EventId> Touched => Commit.Events.Select(change => change.After.Id)
        .Concat(Commit.Reminders.Select(setting => setting.EventId))
        .Concat(Commit.Projections.Select(projection => projection.EventId)).ToHashSet();

    /// <summary>The events that the calendar has not had before.</summary>
    public IEnumerable<Event> Arrivals => Commit.Events.Select(change => change.After).Where(@event => @event.Revision == 1);

    private static PreparedEvent Prepare(EventChange change, int room)
    {
        byte[] document = EventDocument.Encode(change.After);
        Guid? large = document.Length > room ? FreshId.Make() : null;
        return new PreparedEvent(change.After, document, large)
        {
            History = [.. change.History.Select(entry => new PreparedEntry(entry.Version, FreshId.Make(), HistoryDocument.Encode(entry)))],
        };
    }
}

/// <summary>An event to be stored.</summary>
/// <param name="After">As it is to be.</param>
/// <param name="Document">Its bytes.</param>
/// <param name="LargeId">Where they lie, if they are too large for the batch.</param>
internal sealed record PreparedEvent(Event After, byte[] Document, Guid? LargeId)
{
    public required ImmutableArray<PreparedEntry> History { get; init; }

    public byte[] Cell => LargeId is { } id ? StoredDocument.Pointer(id) : StoredDocument.Inline(Document);

    /// <summary>What goes to the document store.</summary>
    public IEnumerable<(Guid Id, byte[] Document)> Documents =>
        History.Select(entry => (entry.Id, entry.Document)).Concat(LargeId is { } id ? [(id, Document)] : []);

    /// <summary>Whether the event begins here; one that arrives from elsewhere has a history.</summary>
    public bool IsNew => After is { Revision: 1, Version: 1 };
}

/// <summary>A history entry to be stored.</summary>
internal sealed record PreparedEntry(long Version, Guid Id, byte[] Document);
