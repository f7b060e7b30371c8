namespace Kalends.ICalendar;

/// <summary>The value types of RFC 5545, 3.3, and those added by RFC 9253.</summary>
public enum ValueType
{
    /// <summary>No type is known: an X- property or one of a later RFC without a VALUE parameter.</summary>
    Unknown,

    /// <summary>BINARY (3.3.1).</summary>
    Binary,

    /// <summary>BOOLEAN (3.3.2).</summary>
    Boolean,

    /// <summary>CAL-ADDRESS (3.3.3).</summary>
    CalAddress,

    /// <summary>DATE (3.3.4).</summary>
    Date,

    /// <summary>DATE-TIME (3.3.5).</summary>
    DateTime,

    /// <summary>DURATION (3.3.6).</summary>
    Duration,

    /// <summary>FLOAT (3.3.7).</summary>
    Float,

    /// <summary>INTEGER (3.3.8).</summary>
    Integer,

    /// <summary>PERIOD (3.3.9).</summary>
    Period,

    /// <summary>RECUR (3.3.10).</summary>
    Recur,

    /// <summary>TEXT (3.3.11).</summary>
    Text,

    /// <summary>TIME (3.3.12).</summary>
    Time,

    /// <summary>URI (3.3.13).</summary>
    Uri,

    /// <summary>UTC-OFFSET (3.3.14).</summary>
    UtcOffset,

    /// <summary>UID (RFC 9253, 7).</summary>
    Uid,

    /// <summary>XML-REFERENCE (RFC 9253, 7).</summary>
    XmlReference,
}
