using NodaTime;
using NodaTime.Text;

namespace Kalends.Recurrence.Tests;

/// <summary>Series and times from short texts.</summary>
internal static class Make
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");

    private static readonly LocalDateTimePattern CompactTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    internal static string Compact(LocalDateTime local) => CompactTime.Format(local);

    internal static SeriesStart CompactStart(string local, string zone) =>
        new(CompactTime.Parse(local).Value, false, DateTimeZoneProviders.Tzdb[zone]);

    internal static LocalDateTime Local(string text) => Time.Parse(text.Length == 10 ? text + "T00:00:00" : text).Value;

    internal static Instant Utc(string text) => Local(text.TrimEnd('Z')).InUtc().ToInstant();

    /// <summary>A start; all-day where the text is a date.</summary>
    internal static SeriesStart Start(string local, string zone = "UTC") =>
        new(Local(local), local.Length == 10, DateTimeZoneProviders.Tzdb[zone]);

    internal static Series Series(SeriesStart start, params string[] lines) => Read(start, lines) switch
    {
        SeriesParsed parsed => parsed.Series,
        var refused => throw new InvalidOperationException(refused.ToString()),
    };

    internal static SeriesReading Read(SeriesStart start, params string[] lines) =>
        Recurrence.Series.Parse(start, lines, DateTimeZoneProviders.Tzdb);

    /// <summary>Wall times of the first instances.</summary>
    internal static string[] Locals(Series series, int most = 10) =>
        [.. series.Instances().Take(most).Select(instance => Show(instance.Local, series.Start.IsDate))];

    /// <summary>UTC times of the first instances.</summary>
    internal static string[] Instants(Series series, int most = 10) =>
        [.. series.Instances().Take(most).Select(instance => Show(instance.Start.InUtc().LocalDateTime, false) + "Z")];

    private static string Show(LocalDateTime time, bool isDate) => isDate ? LocalDatePattern.Iso.Format(time.Date) : Time.Format(time);
}
