namespace Kalends.Domain.Access;

/// <summary>What a caller may want of a calendar.</summary>
public enum CalendarAct
{
    /// <summary>Read the calendar itself, and ranges of it as far as the permission shows them.</summary>
    See,

    /// <summary>Read the change feed.</summary>
    ReadChanges,

    /// <summary>Take all its events away as a file.</summary>
    Export,

    /// <summary>List its deleted events.</summary>
    ReadTrash,

    /// <summary>Make events in it, move them there, or read them in from a file.</summary>
    AddEvents,

    /// <summary>Share it, with people or under a secret address; list shares, take them away.</summary>
    Share,

    /// <summary>Give one's own share back.</summary>
    Leave,

    /// <summary>Rename and recolour.</summary>
    Change,

    /// <summary>Put it into the trash.</summary>
    Delete,

    /// <summary>Bring it back from the trash.</summary>
    Restore,
}
