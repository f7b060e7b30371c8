using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;

namespace Kalends.Storage.Documents;

/// <summary>
/// What an event remembers for merging, as few bytes as can be: devices once, then each stamp as its device's number, and its time against
/// the last edit of the event.
/// </summary>
internal static class MergeDocument
{
    public static byte[] Encode(MergeRecord record, Event @event)
    {
        ImmutableArray<DeviceId> devices = [.. Devices(record).Distinct().Order()];
        var writer = new StampWriter(devices, HybridClock.Reading(@event.UpdatedAt));
        writer.Knowledge(record.Known);
        writer.Knowledge(record.Removed);
        writer.Number(record.Last.Count);
        foreach ((string path, Stamp stamp) in record.Last)
        {
            PartCodes.Write(writer, path, @event);
            writer.Stamp(stamp);
        }
        writer.Number(record.Many.Count);
        foreach ((string path, ImmutableArray<Stamp> stamps) in record.Many)
        {
            PartCodes.Write(writer, path, @event);
            writer.Number(stamps.Length);
            foreach (Stamp stamp in stamps) writer.Stamp(stamp);
        }
        writer.Number(record.Open.Length);
        foreach (OpenTime open in record.Open)
        {
            writer.Stamp(open.Stamp);
            writer.Text(open.Value);
            writer.Number(open.By.Value);
        }
        writer.Number(record.Cuts.Length);
        foreach (SeriesCut cut in record.Cuts)
        {
            writer.Number(cut.Place);
            writer.Identifier(cut.Successor.Value);
        }
        return writer.ToArray();
    }

    public static MergeRecord Decode(ReadOnlySpan<byte> document, Event @event)
    {
        var reader = new StampReader(document, HybridClock.Reading(@event.UpdatedAt));
        Knowledge known = reader.Knowledge(), removed = reader.Knowledge();
        var last = ImmutableSortedDictionary.CreateBuilder<string, Stamp>(StringComparer.Ordinal);
        for (long left = reader.Number(); left > 0; left--) last[PartCodes.Read(ref reader, @event)] = reader.Stamp();
        var many = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Stamp>>(StringComparer.Ordinal);
        for (long left = reader.Number(); left > 0; left--) many[PartCodes.Read(ref reader, @event)] = Stamps(ref reader);
        var open = ImmutableArray.CreateBuilder<OpenTime>();
        for (long left = reader.Number(); left > 0; left--) open.Add(new OpenTime(reader.Stamp(), reader.Text(), new UserId(reader.Number())));
        var cuts = ImmutableArray.CreateBuilder<SeriesCut>();
        for (long left = reader.Number(); left > 0; left--) cuts.Add(new SeriesCut(reader.Number(), new EventId(reader.Identifier())));
        return new MergeRecord
        {
            Known = known, Removed = removed, Last = last.ToImmutable(), Many = many.ToImmutable(),
            Open = open.DrainToImmutable(), Cuts = cuts.DrainToImmutable(),
        };
    }

    private static ImmutableArray<Stamp> Stamps(ref StampReader reader)
    {
        var stamps = ImmutableArray.CreateBuilder<Stamp>();
        for (long left = reader.Number(); left > 0; left--) stamps.Add(reader.Stamp());
        return stamps.DrainToImmutable();
    }

    private static IEnumerable<DeviceId> Devices(MergeRecord record) => record.Known.Spans.Keys
        .Concat(record.Removed.Spans.Keys)
        .Concat(record.Last.Values.Select(stamp => stamp.Device))
        .Concat(record.Many.Values.SelectMany(stamps => stamps).Select(stamp => stamp.Device))
        .Concat(record.Open.Select(open => open.Stamp.Device));
}
