using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Merging;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>One operation of a device, as it was sent.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Edit">Its stamp and what it writes.</param>
internal sealed record SyncOperation(OperationKind Kind, OfflineEdit Edit)
{
    public EventId? EventId { get; init; }

    /// <summary>Where an event is made, or moved to.</summary>
    public CalendarId? CalendarId { get; init; }

    public ResponseStatus? Response { get; init; }

    /// <summary>The user's own reminders as the device saw them, and as they shall be.</summary>
    public ImmutableArray<int>? RemindersBefore { get; init; }

    public ImmutableArray<int>? Reminders { get; init; }

    /// <summary>The event that is meant, or made.</summary>
    public EventId Subject => EventId ?? Places.MadeBy(Edit.Stamp);
}

/// <summary>What an operation does.</summary>
internal enum OperationKind
{
    Create,
    Edit,
    Delete,
    Split,
    Answer,
    Remind,
    Move,
}
