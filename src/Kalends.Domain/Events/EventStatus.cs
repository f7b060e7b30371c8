namespace Kalends.Domain.Events;

/// <summary>RFC 5545, 3.8.1.11.</summary>
public enum EventStatus
{
    /// <summary>Takes place.</summary>
    Confirmed = 0,

    /// <summary>May take place.</summary>
    Tentative = 1,

    /// <summary>Does not take place; never busy.</summary>
    Cancelled = 2,
}

/// <summary>RFC 5545, 3.8.2.7: whether the event makes its owner busy.</summary>
public enum Transparency
{
    /// <summary>Busy.</summary>
    Opaque = 0,

    /// <summary>Free.</summary>
    Transparent = 1,
}

/// <summary>RFC 5545, 3.8.1.3.</summary>
public enum Visibility
{
    /// <summary>As the calendar.</summary>
    Default = 0,

    /// <summary>Looks like "Busy" to everyone below <c>edit</c>.</summary>
    Private = 1,

    /// <summary>As the calendar.</summary>
    Public = 2,
}
