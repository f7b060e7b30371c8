using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;

namespace Kalends.Storage.Tests.Embedded;

public sealed class FaceCacheTests : IAsyncDisposable
{
    private readonly EmbeddedLab lab = new();

    [Fact]
    public async Task Siblings_and_later_reads_share_one_face_until_the_event_changes()
    {
        await using StorageSet set = await lab.Open();
        Event series = Make.Series(Make.CalendarId());
        Face first = Assert.Single(await ReadFaces(set, series));
        Assert.Same(first, Assert.Single(await ReadFaces(set, series, isStored: true)));
        Face second = Assert.Single(await ReadFaces(set, series.Edited("edited")));
        Assert.NotSame(first, second);
        Assert.Equal("edited", second.Title);
    }

    [Fact]
    public async Task A_full_cache_forgets_what_was_not_asked_for_and_still_knows_every_face()
    {
        await using (StorageSet set = await lab.Open())
            foreach (int number in Enumerable.Range(0, 50)) await ReadFaces(set, Make.Event(Make.CalendarId(), $"{number}"));
        using Connection connection = Connection.Open(Path.Combine(lab.Path, "kalends.db"), readOnly: true);
        var cache = new FaceCache(capacity: 10 * FaceEntry.WeightOf(100));
        Face kept = cache.Get(connection, 1).Face;
        for (long key = 2; key <= 50; key++)
        {
            Assert.Equal($"{key - 1}", cache.Get(connection, key).Face.Title);
            Assert.Same(kept, cache.Get(connection, 1).Face);
        }
        Face forgotten = cache.Get(connection, 2).Face;
        for (long key = 3; key <= 50; key++) cache.Get(connection, key);
        Assert.NotSame(forgotten, cache.Get(connection, 2).Face);
    }

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    private static async Task<HashSet<Face>> ReadFaces(StorageSet set, Event @event, bool isStored = false)
    {
        if (!isStored)
        {
            Occurrence[] occurrences = [.. Enumerable.Range(0, 3).Select(day =>
                Make.Occurrence(@event, Make.Monday + Duration.FromDays(day), Duration.FromHours(1)))];
            await set.Events.Commit(Make.Commit(@event) with { Projections = [Make.Projection(@event, occurrences)] }, default);
        }
        var query = new OccurrenceQuery(@event.CalendarId, Make.Monday, Make.Monday + Duration.FromDays(7)) { Limit = 10 };
        OccurrencePage page = await set.Occurrences.Read(query, default);
        Assert.Equal(3, page.Items.Length);
        return new HashSet<Face>(page.Items.Select(item => item.Face), ReferenceEqualityComparer.Instance);
    }
}
