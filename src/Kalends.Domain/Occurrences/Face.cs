using Kalends.Domain.Events;

namespace Kalends.Domain.Occurrences;

/// <summary>What the occurrences of one event, or of one override, have in common: stored once, however many there are.</summary>
public sealed record Face
{
    private FaceViewSlot views;

    /// <summary>What a reader keeps with this very face; a changed copy has none.</summary>
    public FaceView? View
    {
        get => views.View is { } view && view.IsOf(this) ? view : null;
        set => views.View = value;
    }

    /// <summary>Title of the instance.</summary>
    public required string Title { get; init; }

    /// <summary>Description of the instance.</summary>
    public required string Description { get; init; }

    /// <summary>Location of the instance.</summary>
    public required string Location { get; init; }

    /// <summary>IANA zone id the start is shown in; null for whole days.</summary>
    public required string? StartZone { get; init; }

    /// <summary>IANA zone id the end is shown in; null for whole days.</summary>
    public required string? EndZone { get; init; }

    /// <summary>IANA zone id of the original start (the master's); null for whole days.</summary>
    public required string? OriginalZone { get; init; }

    /// <summary>Status of the instance.</summary>
    public required EventStatus Status { get; init; }

    /// <summary>Transparency of the instance.</summary>
    public required Transparency Transparency { get; init; }

    /// <summary>Visibility of the instance.</summary>
    public required Visibility Visibility { get; init; }

    /// <summary>Whether the event is a series.</summary>
    public required bool Recurring { get; init; }

    /// <summary>Whether an override changed the instance.</summary>
    public required bool IsModified { get; init; }

    /// <summary>The event's version.</summary>
    public required long Version { get; init; }
}
