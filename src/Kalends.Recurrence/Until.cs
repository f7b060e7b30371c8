using NodaTime;

namespace Kalends.Recurrence;

/// <summary>How the value of an <c>UNTIL</c> was written.</summary>
public enum UntilForm
{
    /// <summary>A date: the whole local day is included, of timed series too.</summary>
    Date,

    /// <summary>A local date-time, compared with the local time of each instance.</summary>
    Local,

    /// <summary>A date-time ending in Z, compared with the instant of each instance; an all-day series takes its local date.</summary>
    Utc,
}

/// <summary>The inclusive end of a rule (<c>UNTIL</c>, RFC 5545, 3.3.10).</summary>
/// <param name="Value">Whole seconds; midnight for a date; a time in UTC where <paramref name="Form"/> says so.</param>
/// <param name="Form">How <paramref name="Value"/> is to be read.</param>
public readonly record struct Until(LocalDateTime Value, UntilForm Form)
{
    /// <summary>An end at an instant (its fraction of a second is cut off).</summary>
    public static Until At(Instant instant) =>
        new(LocalDateTime.FromDateTime(DateTime.UnixEpoch).PlusSeconds(instant.ToUnixTimeSeconds()), UntilForm.Utc);

    /// <summary>An end with a whole local day.</summary>
    public static Until On(LocalDate date) => new(date.AtMidnight(), UntilForm.Date);

    /// <summary>The RFC 5545 text, such as <c>20261231T235959Z</c>.</summary>
    public override string ToString() => Form switch
    {
        UntilForm.Date => Text.TimeText.Date(Value.Date),
        UntilForm.Local => Text.TimeText.DateTime(Value),
        _ => Text.TimeText.DateTime(Value) + "Z",
    };
}
