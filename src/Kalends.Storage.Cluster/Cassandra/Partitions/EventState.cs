using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Documents;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Storage.Cluster.Cassandra.Partitions;

/// <summary>All of a stored event but its document: what writes compare and readers of ranges need.</summary>
internal sealed record EventState
{
    // With Cassandra's own: a name and a time for each cell. An event has two to four rows.
    private const int BytesOfRows = 350;
    private const int BytesOfEntry = 110;

    public required long Revision { get; init; }

    /// <summary>Of its last change.</summary>
    public required long Sequence { get; init; }

    public bool IsLive { get; init; }

    public bool IsSeries { get; init; }

    public bool IsTrash { get; init; }

    /// <summary>Since when it is in the trash or elsewhere.</summary>
    public Instant? GoneAt { get; init; }

    /// <summary>Of its document, in the partition.</summary>
    public int Size { get; init; }

    /// <summary>Where its document lies if it is too large for the partition.</summary>
    public Guid? LargeDocument { get; init; }

    /// <summary>How many entries of history it has, or a few more.</summary>
    public int Entries { get; init; }

    /// <summary>About what its rows take up.</summary>
    public int Bytes => BytesOfRows + Size + (Entries * BytesOfEntry);

    /// <summary>What readers see; null where there is none.</summary>
    public SeenProjection? Projected { get; init; }

    /// <summary>Everyone who may have a row among the participations because of it.</summary>
    public ImmutableArray<UserId> People { get; init; } = [];

    /// <summary>Everyone who may have notifications of it.</summary>
    public ImmutableArray<UserId> Told { get; init; } = [];

    public bool IsUnprojected => (Projected?.Generation ?? 0) < Revision;

    /// <summary>Whether anything at other keys hangs on its projection.</summary>
    public bool HasFollowers => Told.Length > 0 || People.Length > 0;

    /// <summary>Whether it was moved to another calendar.</summary>
    public bool IsDeparted => GoneAt is not null && !IsTrash;

    public ProjectedSpan? Span => IsLive && Projected is { } projected
        ? new ProjectedSpan(
            projected.Tzdb,
            IsSeries ? projected.Window?.Start.ToUnixTimeSeconds() : null,
            IsSeries ? projected.Window?.End.ToUnixTimeSeconds() : null)
        : null;

    /// <summary>The state after a change, with the projection it had.</summary>
    public static EventState Of(Event @event, EventState? before, long sequence) => new()
    {
        Revision = @event.Revision, Sequence = sequence, IsLive = @event.IsLive, IsSeries = @event.Content.IsSeries,
        IsTrash = @event.Deleted is not null && @event.MovedTo is null,
        GoneAt = @event.MovedTo is not null ? @event.UpdatedAt : @event.Deleted?.At,
        Entries = before?.Entries ?? 0, Projected = before?.Projected, People = before?.People ?? [], Told = before?.Told ?? [],
    };

    /// <summary>The state after readers have been switched to a projection.</summary>
    /// <param name="seen">The projection.</param>
    /// <param name="projection">What hangs on it.</param>
    public EventState Show(SeenProjection seen, Projection projection) => this with
    {
        Projected = seen, People = [.. projection.Participations.Select(part => part.UserId)],
        Told = [.. projection.Notifications.Select(notification => notification.UserId).Distinct()],
    };

    /// <summary>Whether a projection is of the stored revision or before, and not older than what is seen.</summary>
    public bool Welcomes(Projection projection) =>
        projection.Generation <= Revision && (Projected?.Generation ?? 0) <= projection.Generation;

    public byte[] Encode()
    {
        var writer = new FieldWriter();
        writer.Integer(1, Revision);
        writer.Integer(2, Sequence);
        writer.Flag(3, IsLive);
        writer.Flag(4, IsSeries);
        writer.Flag(5, IsTrash);
        if (GoneAt is { } gone) writer.Integer(6, gone.ToUnixTimeSeconds());
        writer.Integer(7, Size);
        Projected?.Write(writer, 8);
        foreach (UserId user in People) writer.Integer(9, user.Value);
        foreach (UserId user in Told) writer.Integer(10, user.Value);
        writer.Integer(11, Entries);
        if (LargeDocument is { } large) writer.Identifier(12, large);
        return writer.ToArray();
    }

    public static EventState Decode(ReadOnlySpan<byte> document)
    {
        FieldReader fields = FieldReader.Open(document);
        var state = new EventState { Revision = 0, Sequence = 0 };
        var people = ImmutableArray.CreateBuilder<UserId>();
        var told = ImmutableArray.CreateBuilder<UserId>();
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: state = state with { Revision = fields.Integer }; break;
                case 2: state = state with { Sequence = fields.Integer }; break;
                case 3: state = state with { IsLive = true }; break;
                case 4: state = state with { IsSeries = true }; break;
                case 5: state = state with { IsTrash = true }; break;
                case 6: state = state with { GoneAt = Instant.FromUnixTimeSeconds(fields.Integer) }; break;
                case 7: state = state with { Size = (int)fields.Integer }; break;
                case 8: state = state with { Projected = SeenProjection.Read(fields.Record) }; break;
                case 9: people.Add(new UserId(fields.Integer)); break;
                case 10: told.Add(new UserId(fields.Integer)); break;
                case 11: state = state with { Entries = (int)fields.Integer }; break;
                case 12: state = state with { LargeDocument = fields.Identifier }; break;
            }
        return state with { People = people.DrainToImmutable(), Told = told.DrainToImmutable() };
    }
}
