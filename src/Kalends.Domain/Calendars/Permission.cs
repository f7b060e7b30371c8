namespace Kalends.Domain.Calendars;

/// <summary>What a user may do with a calendar; each level includes the ones below it.</summary>
public enum Permission
{
    /// <summary>Does not see that it exists.</summary>
    None = 0,

    /// <summary>Sees when the owner is busy, and nothing else.</summary>
    FreeBusy = 1,

    /// <summary>Reads events that are not private.</summary>
    View = 2,

    /// <summary>Reads and writes every event, sees history and trash.</summary>
    Edit = 3,

    /// <summary>Shares, renames, deletes.</summary>
    Owner = 4,
}
