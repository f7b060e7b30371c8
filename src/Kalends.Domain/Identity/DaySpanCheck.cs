using System.Globalization;
using NodaTime;

namespace Kalends.Domain.Identity;

/// <summary>Reads spans of the day, <c>{"start":"09:00","end":"17:00"}</c>.</summary>
internal sealed class DaySpanCheck(InputErrors errors)
{
    /// <summary>A span within one day; <c>24:00</c> is not a time, so the day's last minute is out of reach.</summary>
    internal TimeSpanOfDay? WithinDay(string member, DaySpanDraft draft)
    {
        var span = AcrossMidnight(member, draft);
        if (span is null || span.Start < span.End) return span;
        errors.Add($"{member}.end", "must be after start");
        return null;
    }

    /// <summary>A span that may go past midnight, but is not empty.</summary>
    internal TimeSpanOfDay? AcrossMidnight(string member, DaySpanDraft draft)
    {
        var (start, end) = (Time($"{member}.start", draft.Start), Time($"{member}.end", draft.End));
        if (start is null || end is null) return null;
        if (start != end) return new TimeSpanOfDay(start.Value, end.Value);
        errors.Add($"{member}.end", "must differ from start");
        return null;
    }

    /// <summary>A time of day in whole minutes.</summary>
    internal LocalTime? Time(string member, string? text)
    {
        if (text is { Length: 5 } && text[2] == ':'
            && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24
            && int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute) && minute < 60)
            return new LocalTime(hour, minute);
        errors.Add(member, text is null ? "is required" : "must be a time of day such as 09:00");
        return null;
    }
}
