using Kalends.Domain.Events;
using Kalends.Domain.Time;

namespace Kalends.Domain.Occurrences;

/// <summary>Makes the faces of an event.</summary>
internal static class Faces
{
    internal static Face OfMaster(Event @event)
    {
        var content = @event.Content;
        return new Face
        {
            Title = content.Title,
            Description = content.Description,
            Location = content.Location,
            StartZone = ZoneOf(content.Start),
            EndZone = ZoneOf(content.End),
            OriginalZone = ZoneOf(content.Start),
            Status = content.Status,
            Transparency = content.Transparency,
            Visibility = content.Visibility,
            Recurring = content.IsSeries,
            IsModified = false,
            Version = @event.Version,
        };
    }

    internal static Face OfOverride(Face master, Override changes) => master with
    {
        Title = changes.Title ?? master.Title,
        Description = changes.Description ?? master.Description,
        Location = changes.Location ?? master.Location,
        StartZone = changes.Start is { } start ? ZoneOf(start) : master.StartZone,
        EndZone = changes.End is { } end ? ZoneOf(end) : master.EndZone,
        Status = changes.Status ?? master.Status,
        Transparency = changes.Transparency ?? master.Transparency,
        Visibility = changes.Visibility ?? master.Visibility,
        IsModified = true,
    };

    private static string? ZoneOf(EventTime time) => (time as EventTime.Moment)?.ZoneId;
}
