namespace Kalends.Recurrence;

/// <summary>The <c>FREQ</c> of a rule (RFC 5545, 3.3.10), from the finest to the coarsest.</summary>
public enum Frequency
{
    /// <summary>Every INTERVAL seconds.</summary>
    Secondly,

    /// <summary>Every INTERVAL minutes.</summary>
    Minutely,

    /// <summary>Every INTERVAL hours.</summary>
    Hourly,

    /// <summary>Every INTERVAL days.</summary>
    Daily,

    /// <summary>Every INTERVAL weeks, which begin on WKST.</summary>
    Weekly,

    /// <summary>Every INTERVAL months.</summary>
    Monthly,

    /// <summary>Every INTERVAL years; week-numbering years where BYWEEKNO is given.</summary>
    Yearly,
}
