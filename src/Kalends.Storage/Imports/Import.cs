using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Storage.Imports;

/// <summary>How far the reading-in of a file has come.</summary>
public sealed record Import
{
    /// <summary>Unique for its user.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who reads the file in.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Where its events go.</summary>
    public required CalendarId CalendarId { get; init; }

    /// <summary>Whether it only tells what it would do.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Running until it is one of the others.</summary>
    public ImportState State { get; init; }

    /// <summary>Components by what became of them.</summary>
    public ImportCounts Counts { get; init; }

    /// <summary>Octets of the file read so far.</summary>
    public long Octets { get; init; }

    /// <summary>Whole seconds, UTC.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>Of the last sign of life; whole seconds, UTC.</summary>
    public required Instant UpdatedAt { get; init; }

    /// <summary>Where and why the file could not be read to its end; null where it could.</summary>
    public string? Problem { get; init; }
}

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>At work, or dead where its last sign of life is long ago.</summary>
    Running = 0,

    /// <summary>The whole file was read.</summary>
    Finished = 1,

    /// <summary>The file broke off, or is none; what came before is kept.</summary>
    Failed = 2,
}

/// <summary>How many components became what.</summary>
public readonly record struct ImportCounts(int Created, int Updated, int Unchanged, int Refused);
