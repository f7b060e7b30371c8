namespace Kalends.Storage.Events;

/// <summary>How much one calendar may hold: all sets keep it together, and some in a partition that must stay small.</summary>
public sealed record CalendarRoom
{
    /// <summary>Events, those in the trash and the marks of those that moved away included.</summary>
    public int MostEvents { get; init; } = 100_000;

    /// <summary>Why there can be no more than so many events, or null where they fit.</summary>
    public CommitResult.Full? Refuse(long events) => events > MostEvents ? CommitResult.Full.OfEvents(MostEvents) : null;
}
