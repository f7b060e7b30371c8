using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Kalends.Recurrence.Tests;

/// <summary>Series and times from short texts.</summary>
internal static class Make
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");

    private static readonly LocalDateTimePattern CompactTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    // Of its own each time: what has been read of a zone's clocks is kept for the zone object, and no test is to meet what another has read.
    internal static IDateTimeZoneProvider Zones => new DateTimeZoneCache(TzdbDateTimeZoneSource.Default);

    /// <summary>How many generated cases a test tries: a tenth where it runs once for each of thousands of mutants (eng/mutation.sh).</summary>
    internal static int Runs(int usual) => Environment.GetEnvironmentVariable("KALENDS_MUTATION") is null ? usual : usual / 10;

    internal static string Compact(LocalDateTime local) => CompactTime.Format(local);

    internal static LocalDateTime CompactLocal(string text) => CompactTime.Parse(text).Value;

    internal static SeriesStart CompactStart(string local, string zone) =>
        new(CompactLocal(local), false, Zones[zone]);

    internal static LocalDateTime Local(string text) => Time.Parse(text.Length == 10 ? text + "T00:00:00" : text).Value;

    internal static Instant Utc(string text) => Local(text.TrimEnd('Z')).InUtc().ToInstant();

    /// <summary>A start; all-day where the text is a date.</summary>
    internal static SeriesStart Start(string local, string zone = "UTC") =>
        new(Local(local), local.Length == 10, Zones[zone]);

    internal static Series Series(SeriesStart start, params string[] lines) => Read(start, lines) switch
    {
        SeriesParsed parsed => parsed.Series,
        var refused => throw new InvalidOperationException(refused.ToString()),
    };

    internal static SeriesReading Read(SeriesStart start, params string[] lines) =>
        Recurrence.Series.Parse(start, lines, Zones);

    /// <summary>Wall times of the first instances.</summary>
    internal static string[] Locals(Series series, int most = 10) =>
        [.. series.Instances().Take(most).Select(instance => Show(instance.Local, series.Start.IsDate))];

    /// <summary>UTC times of the first instances.</summary>
    internal static string[] Instants(Series series, int most = 10) =>
        [.. series.Instances().Take(most).Select(instance => Show(instance.Start.InUtc().LocalDateTime, false) + "Z")];

    private static string Show(LocalDateTime time, bool isDate) => isDate ? LocalDatePattern.Iso.Format(time.Date) : Time.Format(time);
}
