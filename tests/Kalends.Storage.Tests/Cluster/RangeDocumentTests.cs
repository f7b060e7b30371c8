using CsCheck;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Cluster.Redis.Ranges;
using Kalends.Storage.Occurrences;
using NodaTime;
using ZiggyCreatures.Caching.Fusion.Internals.Distributed;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>What Redis gives back is the page that was put there, or is known to be damaged.</summary>
public sealed class RangeDocumentTests
{
    private const long Year1 = -62_135_596_800, Year9999 = 253_402_300_799;

    private static readonly Gen<Face> Faces =
        from texts in Gen.Select(Gen.String, Gen.String, Gen.String)
        from zones in Gen.Select(Gen.String.Null(), Gen.String.Null(), Gen.String.Null())
        from kinds in Gen.Select(Gen.Enum<EventStatus>(), Gen.Enum<Transparency>(), Gen.Enum<Visibility>())
        from flags in Gen.Select(Gen.Bool, Gen.Bool)
        from version in Gen.Long[1, 1L << 40]
        select new Face
        {
            Title = texts.Item1, Description = texts.Item2, Location = texts.Item3, StartZone = zones.Item1, EndZone = zones.Item2,
            OriginalZone = zones.Item3, Status = kinds.Item1, Transparency = kinds.Item2, Visibility = kinds.Item3, Recurring = flags.Item1,
            IsModified = flags.Item2, Version = version,
        };

    private static readonly Gen<OccurrenceTimes> Times =
        from seconds in Gen.Select(Gen.Long[Year1, Year9999], Gen.Long[0, 1_000_000], Gen.Long[Year1, Year9999])
        from offsets in Gen.Select(Gen.Int[-64_800, 64_800], Gen.Int[-64_800, 64_800], Gen.Int[-64_800, 64_800])
        select new OccurrenceTimes
        {
            StartSeconds = seconds.Item1, EndSeconds = seconds.Item1 + seconds.Item2, OriginalSeconds = seconds.Item3,
            StartOffsetSeconds = offsets.Item1, EndOffsetSeconds = offsets.Item2, OriginalOffsetSeconds = offsets.Item3,
        };

    private static readonly Gen<OccurrencePage> Pages =
        from faces in Faces.Array[1, 4]
        from events in Gen.Guid.Array[1, 4]
        from items in Gen.Select(Gen.Guid, Gen.Int[0, 3], Gen.Int[0, 3], Times).Array[0, 30]
        from bounds in Gen.Select(Gen.Long[Year1, 0].Nullable(), Gen.Long[0, Year9999].Nullable())
        from unprojected in Gen.Guid.Array[0, 3]
        from rest in Gen.Select(Gen.Bool, Gen.Long[0, long.MaxValue])
        select new OccurrencePage
        {
            Items = [.. items
                .Select(item => new Occurrence(
                    new OccurrenceId(item.Item1), new EventId(events[item.Item2 % events.Length]), item.Item4, faces[item.Item3 % faces.Length]))
                .DistinctBy(item => item.Id).Order(OccurrenceOrder.Instance)],
            HasMore = rest.Item1, Sequence = rest.Item2, Unprojected = [.. unprojected.Select(id => new EventId(id))],
            Covered = new Interval(At(bounds.Item1), At(bounds.Item2)),
        };

    [Fact]
    public void A_page_comes_back_as_it_was() => Pages.Sample(page =>
    {
        var entry = new FusionCacheDistributedEntry<OccurrencePage>(page, 7, long.MaxValue, null, null);
        var serializer = new RangeSerializer();
        var back = serializer.Deserialize<FusionCacheDistributedEntry<OccurrencePage>>(serializer.Serialize(entry))!;
        Assert.Equal((7, long.MaxValue), (back.Timestamp, back.LogicalExpirationTimestamp));
        Assert.Equal(page.Items.ToList(), back.Value!.Items.ToList());
        Assert.Equal(page.Unprojected.ToList(), back.Value.Unprojected.ToList());
        Assert.Equal((page.HasMore, page.Sequence, page.Covered), (back.Value.HasMore, back.Value.Sequence, back.Value.Covered));
    });

    [Fact]
    public void A_page_that_was_cut_short_is_known_to_be() =>
        Gen.Select(Pages.Where(page => page.Items.Length > 0), Gen.Double[0, 1]).Sample((page, part) =>
        {
            byte[] whole = RangeDocument.Encode(page);
            int cut = 1 + (int)(part * (whole.Length - 2));
            try
            {
                Assert.True(RangeDocument.Decode(whole.AsSpan(0, cut)).Items.Length < page.Items.Length);
            }
            catch (StorageException damaged)
            {
                Assert.Contains("damaged", damaged.Message, StringComparison.Ordinal);
            }
        });

    private static Instant? At(long? seconds) => seconds is { } some ? Instant.FromUnixTimeSeconds(some) : null;
}
