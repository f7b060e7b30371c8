using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Time;

namespace Kalends.Domain.Merging;

/// <summary>Events as states.</summary>
internal static class EventParts
{
    /// <summary>The event's parts with their stamps.</summary>
    internal static MergeState StateOf(Event @event)
    {
        var record = @event.Merge ?? MergeRecord.Fresh;
        var parts = Values(@event);
        var last = ImmutableSortedDictionary.CreateBuilder<string, Candidate>(StringComparer.Ordinal);
        var many = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Candidate>>(StringComparer.Ordinal);
        foreach (var (path, stamp) in record.Last) last[path] = new Candidate(stamp, parts.GetValueOrDefault(path));
        foreach (var (path, value) in parts)
        {
            if (PartPath.KeepsAll(path)) many[path] = Candidates(record, path, value);
            else last.TryAdd(path, new Candidate(record.Implicit, value));
        }
        return new MergeState { Known = record.Known, Removed = record.Removed, Last = last.ToImmutable(), Many = many.ToImmutable() };
    }

    /// <summary>What a merge has left to remember.</summary>
    internal static MergeRecord RecordOf(MergeState merged, MergeRecord before, ImmutableArray<OpenTime> lost) => before with
    {
        Known = merged.Known,
        Removed = merged.Removed,
        Last = merged.Last.Where(part => part.Value.Stamp != before.Implicit)
            .ToImmutableSortedDictionary(part => part.Key, part => part.Value.Stamp, StringComparer.Ordinal),
        Many = merged.Many.Where(part => part.Value.Any(candidate => candidate.Stamp != Stamp.None))
            .ToImmutableSortedDictionary(part => part.Key, part => part.Value.Select(candidate => candidate.Stamp).ToImmutableArray(), StringComparer.Ordinal),
        Open = [.. before.Open.Concat(lost).DistinctBy(open => open.Stamp).Where(open => merged.Many[PartPath.Time][..^1].Any(candidate => candidate.Stamp == open.Stamp))],
    };

    /// <summary>All values by path; parts that follow a default or a master are absent.</summary>
    internal static Dictionary<string, string> Values(Event @event)
    {
        var values = ContentParts.Simple.ToDictionary(member => member, member => ContentParts.Read(@event.Content, member), StringComparer.Ordinal);
        values[PartPath.Time] = PartText.OfTime(@event.Content);
        foreach (var attendee in @event.Content.Attendees) values[PartPath.OfAttendee(attendee.Email.Key)] = PartText.Of(attendee);
        foreach (var changes in @event.Overrides)
        {
            foreach (var (member, value) in ContentParts.Read(changes))
                values[PartPath.OfOverride(@event.PlaceOf(changes.OriginalStart), member)] = value;
        }
        return values;
    }

    /// <summary>Wall-clock seconds from the series' start to the instance.</summary>
    internal static long PlaceOf(this Event @event, EventTime originalStart) =>
        (long)(originalStart.Local.InUtc().ToInstant() - @event.Content.Start.Local.InUtc().ToInstant()).TotalSeconds;

    private static ImmutableArray<Candidate> Candidates(MergeRecord record, string path, string value)
    {
        var stamps = record.Many.GetValueOrDefault(path, [Stamp.None]);
        if (path != PartPath.Time) return [.. stamps.Select(stamp => new Candidate(stamp, value))];
        var open = record.Open.ToDictionary(lost => lost.Stamp, lost => lost.Value);
        return [.. stamps.Select(stamp => new Candidate(stamp, open.GetValueOrDefault(stamp, value)))];
    }
}
