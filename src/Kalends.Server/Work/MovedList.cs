using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;
using Kalends.Server.Hosting;
using NodaTime.Text;

namespace Kalends.Server.Work;

/// <summary>
/// What an update of the tzdb moves: counted, and written line by line beside the versions of the tzdb: calendar, event, wall time, when it
/// was and when it is now, both in UTC as start/end.
/// </summary>
internal sealed class MovedList(ZoneData data, ZoneMetrics metrics, ILogger<MovedList> log)
{
    private const string Nowhere = "-";

    private (long Kept, long Renewed, long Moved) counts;

    public void Begin() => counts = default;

    public void Kept(int count)
    {
        counts.Kept += count;
        metrics.Kept(count);
    }

    public void Renewed()
    {
        counts.Renewed++;
        metrics.Renewed();
    }

    /// <summary>Of a projection that is made anew.</summary>
    public void Add(Event @event, IReadOnlyList<OccurrenceMove> moves)
    {
        Renewed();
        counts.Moved += moves.Count;
        metrics.Moved(moves.Count);
        if (moves.Count == 0 || Place is not { } place) return;
        File.AppendAllLines(place, moves.Select(move => string.Join('\t',
            @event.CalendarId, @event.Id, LocalDateTimePattern.ExtendedIso.Format(move.Original), move.Before?.ToString() ?? Nowhere, move.After?.ToString() ?? Nowhere)));
    }

    public void Unknown(string version) => log.ZonesUnknown(version);

    /// <summary>Says nothing of a round in which all was made with the version in force.</summary>
    public void Report()
    {
        if (counts.Kept + counts.Renewed > 0)
            log.ZonesFollowed(data.Version, counts.Kept, counts.Renewed, counts.Moved, Place ?? Nowhere);
    }

    private string? Place => data.Folder is { } folder ? Path.Combine(folder, $"moved-{data.Version}.tsv") : null;
}
