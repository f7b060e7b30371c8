using NodaTime;
using NodaTime.Text;

namespace Kalends.Load.Data;

/// <summary>The ranges that are asked for.</summary>
/// <param name="From">No range starts before.</param>
/// <param name="To">No range ends after.</param>
internal sealed record Ranges(Instant From, Instant To)
{
    private const long Stride = 402_653_189; // a prime far from any range in minutes: every minute comes once before any comes again

    private long taken;

    /// <summary>As <c>start=…&amp;end=…</c>: never the same twice within hundreds of thousands.</summary>
    public string Fresh(Duration length)
    {
        long minutes = (long)(To - From - length).TotalMinutes;
        return Query(From + Duration.FromMinutes(++taken * Stride % minutes), length);
    }

    /// <summary>A week from a Monday on, as people leaf through a calendar: the same few dozen come again and again.</summary>
    public string Leafed(Draw draw)
    {
        Instant monday = From.InUtc().Date.Next(IsoDayOfWeek.Monday).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        int weeks = (int)((To - monday).TotalDays / 7);
        return Query(monday + Duration.FromDays(7 * draw.Below(weeks)), Duration.FromDays(7));
    }

    public static string Query(Instant start, Duration length) =>
        $"start={InstantPattern.General.Format(start)}&end={InstantPattern.General.Format(start + length)}";
}
