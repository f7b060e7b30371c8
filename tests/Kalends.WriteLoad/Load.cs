using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.WriteLoad;

/// <summary>
/// Several writers, each with a calendar of its own. The title of an event says how many occurrences its projection has, so that whoever
/// looks later can tell half a series from a whole one.
/// </summary>
internal sealed class Load(StorageSet set, long seed)
{
    private const int Writers = 12;
    private readonly TextWriter output = TextWriter.Synchronized(Console.Out);

    public Task Run() =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(number => Task.Run(() => Write(new Draw((seed * Writers) + number)))));

    private async Task Write(Draw draw)
    {
        var calendar = new CalendarId((long)(draw.Next() >> 1));
        List<Event> mine = [];
        while (true)
        {
            Event after = mine.Count > 0 && draw.OneIn(3) ? Edit(mine[draw.Below(mine.Count)], draw) : Create(calendar, draw);
            Projection projection = Project(after);
            bool isLarge = projection.Occurrences.Length > 2_000;
            EventCommit commit = Make.Commit(after) with { Projections = isLarge ? [] : [projection] };
            var result = (CommitResult.Committed)await set.Events.Commit(commit, CancellationToken.None);
            await output.WriteLineAsync($"{calendar} {after.Id} {after.Revision} {result.Sequence}");
            mine.RemoveAll(@event => @event.Id == after.Id);
            mine.Add(after);
            if (isLarge) await set.Occurrences.Apply(projection, CancellationToken.None);
        }
    }

    private static Event Create(CalendarId calendar, Draw draw) =>
        Make.Series(calendar, Title(draw)) with { Id = new EventId(draw.Guid()) };

    private static Event Edit(Event before, Draw draw) => before.Edited(Title(draw));

    private static string Title(Draw draw) => draw.Below(40) switch
    {
        0 => "6000 occurrences",
        < 5 => "300 occurrences",
        _ => "1 occurrences",
    };

    private static Projection Project(Event @event)
    {
        int count = int.Parse(@event.Content.Title.AsSpan(0, @event.Content.Title.IndexOf(' ')), null);
        Face face = Make.Face(@event);
        return Make.Projection(@event, [.. Enumerable.Range(0, count).Select(n =>
            Make.Occurrence(@event, Make.Monday + Duration.FromMinutes(n), Duration.FromMinutes(1), face))]);
    }
}
