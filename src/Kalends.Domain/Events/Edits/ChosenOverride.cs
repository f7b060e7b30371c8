namespace Kalends.Domain.Events.Edits;

/// <summary>The override of the instance at which a series is split: the request wins, and what it does not speak of stays.</summary>
internal static class ChosenOverride
{
    /// <summary>What is left of the override.</summary>
    internal static Override Unsaid(UpdateEvent command, Override changes)
    {
        var saysTime = command.Says(EventMembers.Start) || command.Says(EventMembers.End);
        return changes with
        {
            Title = command.Says(EventMembers.Title) ? null : changes.Title,
            Description = command.Says(EventMembers.Description) ? null : changes.Description,
            Location = command.Says(EventMembers.Location) ? null : changes.Location,
            Start = saysTime ? null : changes.Start,
            End = saysTime ? null : changes.End,
            Status = command.Says(EventMembers.Status) ? null : changes.Status,
            Transparency = command.Says(EventMembers.Transparency) ? null : changes.Transparency,
            Visibility = command.Says(EventMembers.Visibility) ? null : changes.Visibility,
            Attendees = command.Says(EventMembers.Attendees) ? null : changes.Attendees,
        };
    }

    /// <summary>A new event that has no other instance has no overrides either: it is what the instance was.</summary>
    /// <param name="content">The new event's content.</param>
    /// <param name="left">What is left of the override.</param>
    /// <param name="whole">The series before the split, whose length holds for a start without an end.</param>
    internal static EventContent Fold(EventContent content, Override left, EventSeries whole) => content with
    {
        Title = left.Title ?? content.Title,
        Description = left.Description ?? content.Description,
        Location = left.Location ?? content.Location,
        Start = left.Start ?? content.Start,
        End = left.End ?? (left.Start is { } start ? whole.EndAfter(start) : content.End),
        Status = left.Status ?? content.Status,
        Transparency = left.Transparency ?? content.Transparency,
        Visibility = left.Visibility ?? content.Visibility,
        Attendees = left.Attendees ?? content.Attendees,
        Carried = left.Carried ?? content.Carried,
    };
}
