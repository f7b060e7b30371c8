using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Storage.Bench;

/// <summary>Weeks of calendars of different size: 70 % single, 20 % series of 40 weeks, 5 % all-day, 5 % of several days.</summary>
internal static class Weeks
{
    private const int Days = 730, PageSize = 250;

    public static async Task Measure(EmbeddedStorageSet set, int[] sizes)
    {
        foreach (int size in sizes)
        {
            CalendarId calendar = Make.CalendarId();
            await Fill(set, calendar, size);
            await Report(set, calendar, size, "first reads", 20);
            await Report(set, calendar, size, "later reads", Math.Clamp(100_000_000 / size, 300, 20_000));
        }
    }

    private static async Task Fill(EmbeddedStorageSet set, CalendarId calendar, int size)
    {
        var sample = new Sample();
        var draw = new Draw(size);
        foreach (int[] some in Enumerable.Range(0, size).Chunk(100))
        {
            List<Projection> projections = [];
            Event[] events = [.. some.Select(_ =>
            {
                int kind = draw.Below(20);
                bool isSeries = kind is >= 14 and < 18;
                Event made = isSeries ? Make.Series(calendar, "Weekly review") : Make.Event(calendar, "Planning the next quarter");
                projections.Add(Make.Projection(made, [.. Occurrences(made, kind, draw)]));
                return made;
            })];
            await set.Events.Commit(Make.Commit(events) with { Projections = [.. projections] }, CancellationToken.None);
        }
        Console.WriteLine($"{size:N0} events filled: {sample.Per(size, "event")}");
    }

    private static IEnumerable<Occurrence> Occurrences(Event made, int kind, Draw draw)
    {
        Face face = Make.Face(made);
        Instant first = Make.Monday + Duration.FromMinutes(15 * draw.Below(Days * 96));
        (Duration length, int count) = kind switch
        {
            < 14 => (Duration.FromMinutes(15 * (1 + draw.Below(8))), 1),
            < 18 => (Duration.FromHours(1), 40),
            18 => (Duration.FromDays(1), 1),
            _ => (Duration.FromDays(2 + draw.Below(10)), 1),
        };
        return Enumerable.Range(0, count).Select(n => Make.Occurrence(made, first + Duration.FromDays(7 * n), length, face));
    }

    private static async Task Report(EmbeddedStorageSet set, CalendarId calendar, int size, string name, int reads)
    {
        var draw = new Draw(1);
        (long pages, long items) = (0, 0);
        var sample = new Sample();
        for (int read = 0; read < reads; read++)
        {
            Instant from = Make.Monday + Duration.FromDays(60 + (7 * draw.Below(90)));
            var query = new OccurrenceQuery(calendar, from, from + Duration.FromDays(7)) { Limit = PageSize };
            OccurrencePage page;
            do
            {
                page = await set.Occurrences.Read(query, CancellationToken.None);
                (pages, items) = (pages + 1, items + page.Items.Length);
                query = query with { After = new OccurrenceKey(page.Items[^1].Times.Start, page.Items[^1].Id) };
            }
            while (page.HasMore);
        }
        Console.WriteLine($"{size:N0} events, {name}: {items / reads} occurrences a week in {pages / (double)reads:F1} pages");
        Console.WriteLine($"    {sample.Per(reads, "week")}; {sample.Per(items, "occurrence")}");
    }
}
