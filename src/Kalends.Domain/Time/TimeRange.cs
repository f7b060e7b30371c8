using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>The range of a query.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive, after <paramref name="From"/>.</param>
public readonly record struct TimeRange(Instant From, Instant To)
{
    /// <summary>Reads <c>start</c> and <c>end</c> of a query: both given, in order, and not too far apart.</summary>
    public static Checked<TimeRange> Check(string? start, string? end, Limits limits)
    {
        var errors = new InputErrors();
        var from = Read("start", start, errors);
        var to = Read("end", end, errors);
        if (from >= to) errors.Add("end", "must be after start");
        if (from is { } first && to is { } last && IsTooLong(first, last, limits))
            errors.Add("end", $"must be at most {limits.RangeYears} calendar years after start");
        return errors.Or(() => new TimeRange(from!.Value, to!.Value));
    }

    private static Instant? Read(string member, string? text, InputErrors errors)
    {
        if (text is null)
        {
            errors.Add(member, "is required");
            return null;
        }
        var instant = InstantText.Read(text);
        if (instant is null)
            errors.Add(member, "must be an RFC 3339 time with Z or an offset, whole seconds, such as 2026-03-02T14:00:00Z");
        return instant;
    }

    private static bool IsTooLong(Instant from, Instant to, Limits limits)
    {
        var first = from.InUtc().LocalDateTime;
        return first.Year + limits.RangeYears <= 9999 && to.InUtc().LocalDateTime > first.PlusYears(limits.RangeYears);
    }
}
