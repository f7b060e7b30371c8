namespace Kalends.Recurrence;

/// <summary>
/// What becomes of a date that does not exist, such as every 31st or February 29 (RFC 7529, 4.1). It applies to the days of
/// BYMONTHDAY, or of the start where the rule names none, in MONTHLY and YEARLY rules; before BYDAY and BYSETPOS choose.
/// </summary>
public enum Skip
{
    /// <summary>It is left out, as in RFC 5545.</summary>
    Omit,

    /// <summary>The last day of its month is taken instead.</summary>
    Backward,

    /// <summary>The first day of the next month is taken instead.</summary>
    Forward,
}
