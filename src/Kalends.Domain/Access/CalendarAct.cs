namespace Kalends.Domain.Access;

/// <summary>What a caller may want of a calendar.</summary>
public enum CalendarAct
{
    /// <summary>Read the calendar itself, and ranges of it as far as the permission shows them.</summary>
    See,

    /// <summary>Read the change feed.</summary>
    ReadChanges,

    /// <summary>List its deleted events.</summary>
    ReadTrash,

    /// <summary>Make events in it, or move them there.</summary>
    AddEvents,

    /// <summary>Share it, list shares, take them away.</summary>
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
