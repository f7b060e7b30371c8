namespace Kalends.Domain.Access;

/// <summary>What a caller may want of an event.</summary>
public enum EventAct
{
    /// <summary>Read it by id; perhaps only that somebody is busy.</summary>
    Read,

    /// <summary>Set one's own reminders on it.</summary>
    SetReminders,

    /// <summary>Answer its invitation.</summary>
    Answer,

    /// <summary>Edit or move it.</summary>
    Edit,

    /// <summary>Put it into the trash.</summary>
    Delete,

    /// <summary>Read its history, from the trash too.</summary>
    ReadHistory,

    /// <summary>Bring it back from the trash, or an earlier version of it.</summary>
    Restore,
}
