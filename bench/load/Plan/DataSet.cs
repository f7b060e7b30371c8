using System.Globalization;
using Kalends.Load.Data;
using Kalends.Load.Loads;
using Kalends.Load.Servers;
using NodaTime;

namespace Kalends.Load.Plan;

/// <summary>A filled calendar, and the ranges to ask it for.</summary>
internal sealed record DataSet(KalendsClient Client, Caller Caller, string Calendar, LocalDate Today)
{
    private const ulong Seed = 20261123;

    public required int Events { get; init; }

    /// <summary>Inside the server's precomputed window (3 months back, 12 ahead).</summary>
    public Ranges Window { get; } = new(Midnight(Today) - Duration.FromDays(80), Midnight(Today) + Duration.FromDays(355));

    /// <summary>Past it, where the server expands on the spot.</summary>
    public Ranges Beyond { get; } = new(Midnight(Today) + Duration.FromDays(380), Midnight(Today) + Duration.FromDays(540));

    public static EventMix Mix(LocalDate today, ulong stream) => new(FirstDay(today), Seed + stream);

    /// <summary>Path and query of a range of this calendar.</summary>
    public string Range(string query) => $"/calendars/{Calendar}/events?{query}&pageSize={KalendsClient.PageSize}";

    /// <summary>All occurrences of the two years, counted month by month.</summary>
    public async Task<int> CountOccurrences()
    {
        int count = 0;
        Instant end = Midnight(FirstDay(Today)) + Duration.FromDays(730);
        for (Instant from = Midnight(FirstDay(Today)); from < end; from += Duration.FromDays(10))
        {
            Instant next = Instant.Min(from + Duration.FromDays(10), end);
            foreach (Answer page in await Client.ReadPages(Range(Ranges.Query(from, next - from))))
                count += page.ItemsStartingAtOrAfter(from.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        return count;
    }

    /// <summary>How large an occurrence is on average, so that a load can be counted in occurrences by its bytes.</summary>
    public async Task<double> BytesPerOccurrence()
    {
        long bytes = 0, items = 0;
        for (int sample = 0; sample < 8; sample++)
        {
            foreach (Answer page in await Client.ReadPages(Range(Window.Fresh(Duration.FromDays(7)))))
            {
                bytes += page.Body.Length;
                items += page.ItemsStartingAtOrAfter("");
            }
        }

        return (double)bytes / items;
    }

    private static LocalDate FirstDay(LocalDate today) => today.PlusDays(-183);

    private static Instant Midnight(LocalDate day) => day.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
}
