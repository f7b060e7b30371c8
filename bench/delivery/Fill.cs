using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Time;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Testing.Building;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Delivery.Bench;

/// <summary>
/// Fills a server with people and their events, whose reminders fall due when the caller says: by the real decisions and projections, only
/// not over HTTP.
/// </summary>
internal sealed class Fill(WebApplication server)
{
    private const int EventsEach = 50;

    private readonly People people = new(server.Services.GetRequiredService<StorageSet>());
    private readonly CommitEvents commit = server.Services.GetRequiredService<CommitEvents>();

    /// <summary>One event for each, fifty to a person; its later reminder is due at that time, the other a minute before.</summary>
    /// <param name="due">Whole seconds.</param>
    /// <param name="now">When all of it was planned.</param>
    public async Task Single(IReadOnlyList<Instant> due, Instant now)
    {
        foreach (Instant[] part in due.Chunk(EventsEach))
        {
            Calendar calendar = await people.Make(now, webhook: null);
            ImmutableArray<EventChange> changes = [.. part.Select(at => Make.Change(EventAt(calendar, at, now)))];
            await commit.Run(new EventWrite(calendar, changes), now, CancellationToken.None);
        }
    }

    /// <summary>
    /// So many people with a series each, spread over the seconds of its interval: two reminders of each of its occurrences.
    /// </summary>
    public Task Series(Steady load, Instant now, FillSeries how)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = how.AtOnce };
        return Parallel.ForEachAsync(Enumerable.Range(0, load.People), options, async (n, end) =>
        {
            Calendar calendar = await people.Make(now, how.Webhook);
            Instant due = load.First + Duration.FromMinutes(1) + Duration.FromSeconds(n % load.Interval);
            Event first = EventAt(calendar, due, now);
            Event series = first with
            {
                // No longer than the interval: an event of half an hour every few seconds would be a hundred at any time, to be told apart for each message.
                Content = first.Content with
                {
                    End = new EventTime.Moment((due + People.Before).InUtc().LocalDateTime.PlusSeconds(load.Interval), "UTC"),
                    Recurrence = [load.RuleOf(due + People.Before)],
                },
            };
            await commit.Run(new EventWrite(calendar, [Make.Change(series)]), now, end);
        });
    }

    private static Event EventAt(Calendar calendar, Instant due, Instant now)
    {
        LocalDateTime start = (due + People.Before).InUtc().LocalDateTime;
        return Make.Event(calendar.Id) with
        {
            CreatedAt = now, UpdatedAt = now,
            Content = Make.Content() with
            {
                Start = new EventTime.Moment(start, "UTC"), End = new EventTime.Moment(start.PlusMinutes(30), "UTC"),
            },
        };
    }
}

/// <summary>So many due each second from the first for so many minutes; half of it in the first minute, and in one more at the end.</summary>
internal sealed record Steady(Instant First, int Rate, int Minutes)
{
    private static readonly InstantPattern UntilFormat = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>Seconds between the occurrences of one series.</summary>
    public int Interval { get; init; } = 12;

    public int People => Rate * Interval / Bench.People.Reminders;

    public int Count => Rate * Minutes * 60;

    /// <summary>With an end and no count: behind a count, later occurrences take longer to find.</summary>
    public string RuleOf(Instant start) =>
        $"RRULE:FREQ=SECONDLY;INTERVAL={Interval};UNTIL={UntilFormat.Format(start + Duration.FromSeconds((Minutes * 60) - Interval))}";

    public Instant End => First + Duration.FromMinutes(Minutes + 1);
}

/// <summary>How people with a series are made.</summary>
/// <param name="Webhook">Where they are told, or null.</param>
/// <param name="AtOnce">How many at once.</param>
internal sealed record FillSeries(string? Webhook, int AtOnce);
