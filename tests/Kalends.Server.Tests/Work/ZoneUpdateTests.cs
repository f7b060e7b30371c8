using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json.Nodes;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.Server.Tests.Work;

/// <summary>
/// A server with the real tzdb 2025b, then one with the one in force on the same data. In between, Vancouver gave up winter time: from
/// 1 November 2026 on it is an hour ahead of what it was to be.
/// </summary>
public sealed class ZoneUpdateTests : IDisposable
{
    private static readonly BundledZones Older = ReadOlder();

    private readonly string folder = Directory.CreateTempSubdirectory("kalends-zones-").FullName;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 2, 10, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Sets => StorageSets.WithoutServers;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(Sets))]
    public async Task Only_what_is_touched_is_made_anew_and_what_moved_is_listed(string set)
    {
        var state = new InMemoryState();
        string series, single;
        UserId ada;
        await using (var before = await Start(set, state, Older))
        {
            (series, single, ada) = await Fill(before);
            await Until(async () => (await before.Storage.Occurrences.ReadUnprojected(WorkShard.Whole, 10, default)).IsEmpty);
            Assert.Equal(["2026-11-02T17:00:00Z", "2026-11-03T17:00:00Z"], await Pending(before.Storage, ada));
            await before.Stop();
        }
        using var counts = new Counts();
        await using var after = await Start(set, state, BundledZones.OfProgram);
        await Until(async () => (await Outdated(after)).IsEmpty && counts.Of("renewed") + counts.Of("kept") == 6);
        Assert.Equal((3, 3), (counts.Of("renewed"), counts.Of("kept")));
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, $"moved-{BundledZones.OfProgram.Source.TzdbVersion}.tsv"));
        Assert.Equal(lines.Length, counts.Of("moved"));
        Assert.Contains(lines, line => line.EndsWith(
            $"{single}\t2026-12-01T10:00:00\t2026-12-01T18:00:00Z/2026-12-01T19:00:00Z\t2026-12-01T17:00:00Z/2026-12-01T18:00:00Z", StringComparison.Ordinal));
        Assert.Equal(30, lines.Count(line => line.Contains($"{series}\t2026-11-", StringComparison.Ordinal)));
        Assert.Equal(["2026-11-02T16:00:00Z", "2026-11-03T16:00:00Z"], await Pending(after.Storage, ada));
    }

    [Fact]
    public void The_folder_decides_where_it_has_a_newer_one_and_keeps_what_the_program_brought()
    {
        new ZoneData(folder, BundledZones.OfProgram).Keep();
        var later = new ZoneData(folder, Older);
        Assert.Equal(BundledZones.OfProgram.Source.VersionId, later.Zones.VersionId);
        later.Keep();
        Assert.Equal(["tzdb-2025b.nzd", $"tzdb-{later.Version}.nzd"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.NotNull(new ZoneData(folder, BundledZones.OfProgram).FindEarlier(Older.Source.VersionId));
        Assert.Null(new ZoneData(null, BundledZones.OfProgram).FindEarlier(Older.Source.VersionId));
    }

    [Fact]
    public void A_file_that_cannot_be_read_stops_the_start_and_is_named()
    {
        File.WriteAllText(Path.Combine(folder, "tzdb-9999z.nzd"), "no zones");
        var failure = Assert.Throws<InvalidConfigurationException>(() => new ZoneData(folder, BundledZones.OfProgram));
        Assert.Contains("tzdb-9999z.nzd", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Six events: three that Vancouver's new time touches, three that it does not.</summary>
    private static async Task<(string Series, string Single, UserId Ada)> Fill(TestServer server)
    {
        var ada = await server.SignUp();
        var (work, west) = (await ada.NewCalendar(), await ada.NewCalendar("America/Vancouver"));
        var series = await ada.Make(west, EventCalls.Timed("Daily", "2026-10-01T09:00:00", "2026-10-01T10:00:00", "RRULE:FREQ=DAILY"));
        var single = await ada.Make(west, EventCalls.Timed("Once", "2026-12-01T10:00:00", "2026-12-01T11:00:00"));
        await ada.Make(west, EventCalls.AllDay("Holiday", "2026-12-24", "2026-12-25"));
        await ada.Make(west, EventCalls.Timed("Past", "2026-10-01T10:00:00", "2026-10-01T11:00:00"));
        await ada.Make(work, EventCalls.Timed("East", "2026-12-01T10:00:00", "2026-12-01T11:00:00"));
        await ada.Make(work, EventCalls.AllDay("Week", "2026-10-05", "2026-10-06").With("recurrence", new JsonArray("RRULE:FREQ=WEEKLY")));
        return (series, single, new UserId(long.Parse(ada.UserId, CultureInfo.InvariantCulture)));
    }

    private Task<TestServer> Start(string set, InMemoryState state, BundledZones bundled) => TestServer.Start(new TestSetup
    {
        Clock = clock,
        Folder = folder,
        Arguments = ["--Kalends:TimeZoneData", folder],
        Storage = set == StorageSets.Weakest ? new InMemoryStorageSet(clock, state, new InMemoryOptions { Projections = Inline.Always }) : null,
        Replace = services => services.AddSingleton(new ZoneData(folder, bundled)),
    });

    private static async Task<ImmutableArray<OutdatedProjection>> Outdated(TestServer server) =>
        await server.Storage.Occurrences.ReadOutdated(new OutdatedQuery(WorkShard.Whole, Instant.MinValue, BundledZones.OfProgram.Source.VersionId), 10, default);

    /// <summary>The starts that the user is to be reminded of.</summary>
    private async Task<IEnumerable<string>> Pending(StorageSet storage, UserId user)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var found = await storage.Notifications.ReadOf(user, now, now + Duration.FromDays(2), default);
        return found.Where(due => due.IsDue).Select(due => due.Start.ToString()).Distinct().Order();
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        for (var look = 0; look < 1_200 && !await isSo(); look++) await Task.Delay(25);
        Assert.True(await isSo());
    }

    private static BundledZones ReadOlder()
    {
        var place = Path.Combine(AppContext.BaseDirectory, "TimeZoneData", "tzdb-2025b.nzd");
        using var file = File.OpenRead(place);
        var source = TzdbDateTimeZoneSource.FromStream(file);
        return new BundledZones(source, new DateTimeZoneCache(source), () => File.OpenRead(place));
    }

    /// <summary>What the metrics have counted since.</summary>
    private sealed class Counts : IDisposable
    {
        private readonly ConcurrentDictionary<string, long> sums = new();
        private readonly MeterListener listener = new();

        public Counts()
        {
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "Kalends.Zones") listening.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                var name = tags.Length > 0 ? (string)tags[0].Value! : instrument.Name[(instrument.Name.LastIndexOf('.') + 1)..];
                sums.AddOrUpdate(name, value, (_, sum) => sum + value);
            });
            listener.Start();
        }

        public long Of(string name) => sums.GetValueOrDefault(name);

        public void Dispose() => listener.Dispose();
    }
}
