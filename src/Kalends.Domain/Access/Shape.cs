namespace Kalends.Domain.Access;

/// <summary>How much a caller sees of an event or an occurrence.</summary>
public enum Shape
{
    /// <summary>Nothing: as if it were not there.</summary>
    Hidden,

    /// <summary>Only that its owner is busy then: times, status and the title "Busy".</summary>
    Busy,

    /// <summary>All of it.</summary>
    Full,
}
