using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Storage.Documents;
using Kalends.Storage.Embedded;
using Kalends.Storage.Users;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Storage.Bench;

/// <summary>The reads that every request makes, and the decoding of an event.</summary>
internal static class Points
{
    private const int Rounds = 100_000;

    public static async Task Measure(EmbeddedStorageSet set)
    {
        CalendarId calendar = Make.CalendarId();
        Event[] events = [.. Enumerable.Range(0, 1_000).Select(_ => Make.Event(calendar, "Planning the next quarter"))];
        foreach (Event[] some in events.Chunk(100)) await set.Events.Commit(Make.Commit(some), CancellationToken.None);
        Calendar kept = Make.Calendar();
        await set.Calendars.TryCreate(kept, CancellationToken.None);
        var session = new Session(Make.UserId(), [.. new byte[32]], Make.Monday, Make.Monday + Duration.FromDays(1));
        await set.Credentials.AddSession(session, CancellationToken.None);
        for (int pass = 0; pass < 2; pass++)
        {
            await Report("event by id", async n => await set.Events.Find(calendar, events[n % 1_000].Id, CancellationToken.None));
            await Report("event located", async n => await set.Events.Locate(events[n % 1_000].Id, CancellationToken.None));
            await Report("calendar", async _ => await set.Calendars.Find(kept.Id, new UserId(1), CancellationToken.None));
            await Report("session", async _ =>
                await set.Credentials.FindSession(session.UserId, session.TokenHash, CancellationToken.None));
            byte[] document = EventDocument.Encode(events[0]);
            await Report($"decoding {document.Length} bytes", _ =>
            {
                EventDocument.Decode(document);
                return ValueTask.CompletedTask;
            });
        }
    }

    private static async Task Report(string name, Func<int, ValueTask> work)
    {
        var sample = new Sample();
        for (int n = 0; n < Rounds; n++) await work(n);
        Console.WriteLine($"{name}: {sample.Per(Rounds, "read")}");
    }
}
