using System.Globalization;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Events;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Storage.Tests.Embedded;

public sealed class KillTests
{
    private static readonly Sql IntegrityCheck = new("PRAGMA integrity_check");

    private static int Rounds =>
        int.Parse(Environment.GetEnvironmentVariable("KALENDS_KILL_ROUNDS") ?? "5", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_killed_process_leaves_every_acknowledged_write_and_no_half_series()
    {
        var draw = new Draw(20260302);
        var lab = new EmbeddedLab();
        (int writes, int events) = (0, 0);
        for (int round = 0; round < Rounds; round++)
        {
            KilledWriter killed = await KilledWriter.Run(lab.Path, round, TimeSpan.FromMilliseconds(draw.Below(1_200)));
            await using (StorageSet set = await lab.Open()) await Verify(set, killed);
            VerifyFile(lab.Path);
            (writes, events) = (writes + killed.Lines, events + killed.Acknowledged.Count);
        }
        await lab.DisposeAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"kill -9: {Rounds} rounds, {writes} acknowledged writes of {events} events, all there");
        Assert.True(writes > Rounds * 20, $"only {writes} writes were made");
    }

    private static async Task Verify(StorageSet set, KilledWriter killed)
    {
        foreach (var calendar in killed.Acknowledged.GroupBy(pair => pair.Key.Calendar))
        {
            Dictionary<EventId, Event> replica = await Replay(set, calendar.Key);
            foreach (var ((_, id), (revision, _)) in calendar)
                Assert.True(replica.TryGetValue(id, out Event? stored) && stored.Revision >= revision, $"{id} lost revision {revision}");
            Assert.True((await set.Events.ReadChanges(calendar.Key, 0, 1, default)).Head >= calendar.Max(pair => pair.Value.Sequence));
            await VerifyWhole(set, calendar.Key, replica);
        }
    }

    private static async Task<Dictionary<EventId, Event>> Replay(StorageSet set, CalendarId calendar)
    {
        var replica = new Dictionary<EventId, Event>();
        ChangePage page;
        long after = 0;
        do
        {
            page = await set.Events.ReadChanges(calendar, after, 100, default);
            foreach (Change change in page.Items) replica.Add(change.Event.Id, change.Event);
            if (page.Items.Length > 0) after = page.Items[^1].Sequence;
        }
        while (page.HasMore);
        return replica;
    }

    /// <summary>Each event shows as many occurrences as its title says; who is unprojected may show those of an earlier title, or none.</summary>
    private static async Task VerifyWhole(StorageSet set, CalendarId calendar, Dictionary<EventId, Event> replica)
    {
        var query = new OccurrenceQuery(calendar, Make.Monday, Make.Monday + Duration.FromDays(30)) { Limit = int.MaxValue - 1 };
        OccurrencePage page = await set.Occurrences.Read(query, default);
        ILookup<EventId, Occurrence> found = page.Items.ToLookup(item => item.EventId);
        foreach ((EventId id, Event stored) in replica)
        {
            Occurrence[] own = [.. found[id]];
            Assert.True(own.Length > 0 || page.Unprojected.Contains(id), $"{id} has no occurrence");
            if (own.Length == 0) continue;
            string title = Assert.Single(own.Select(occurrence => occurrence.Face.Title).Distinct());
            Assert.Equal($"{own.Length} occurrences", title);
            if (!page.Unprojected.Contains(id)) Assert.Equal(stored.Content.Title, title);
        }
    }

    private static void VerifyFile(string dataDirectory)
    {
        using Connection connection = Connection.Open(Path.Combine(dataDirectory, "kalends.db"), readOnly: false);
        using Statement row = connection.Use(IntegrityCheck);
        Assert.True(row.Step());
        Assert.Equal("ok", row.Text(0));
    }
}
