using NodaTime;

namespace Kalends.ICalendar;

/// <summary>Which zone a TZID means.</summary>
public abstract record ZoneResolution
{
    private protected ZoneResolution()
    {
    }

    /// <summary>The TZID names an IANA zone or link, or a Windows, Outlook or Lotus zone that has an IANA counterpart.</summary>
    public sealed record Named(DateTimeZone Zone) : ZoneResolution;

    /// <summary>The name says nothing, but an IANA zone has the offsets of the VTIMEZONE over the event's life.</summary>
    public sealed record Matched(DateTimeZone Zone) : ZoneResolution;

    /// <summary>No IANA zone does: the VTIMEZONE as it is. The zone's id is the TZID.</summary>
    public sealed record Honoured(DateTimeZone Zone) : ZoneResolution;

    /// <summary>The name says nothing, and there is no VTIMEZONE that can be understood.</summary>
    public sealed record Unresolved : ZoneResolution;
}
