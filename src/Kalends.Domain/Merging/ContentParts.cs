using Kalends.Domain.Events;
using Kalends.Domain.Time;

namespace Kalends.Domain.Merging;

/// <summary>The members of contents and overrides as parts.</summary>
internal static class ContentParts
{
    /// <summary>Members that keep their last value, of events and of overrides.</summary>
    internal static readonly string[] Simple = ["title", "description", "location", "status", "transparency", "visibility"];

    private static readonly string[] OfOverride = [.. Simple, "time", "attendees"];

    internal static string Read(EventContent content, string member) => member switch
    {
        "title" => content.Title,
        "description" => content.Description,
        "location" => content.Location,
        "status" => PartText.Of(content.Status),
        "transparency" => PartText.Of(content.Transparency),
        "visibility" => PartText.Of(content.Visibility),
        "time" => PartText.OfTime(content),
        "attendees" => PartText.Of(content.Attendees),
        _ => throw new ArgumentException($"Events have no part {member}.", nameof(member)),
    };

    internal static EventContent Write(EventContent content, string member, string value) => member switch
    {
        "title" => content with { Title = value },
        "description" => content with { Description = value },
        "location" => content with { Location = value },
        "status" => content with { Status = PartText.ReadWord<EventStatus>(value) },
        "transparency" => content with { Transparency = PartText.ReadWord<Transparency>(value) },
        "visibility" => content with { Visibility = PartText.ReadWord<Visibility>(value) },
        _ => throw new ArgumentException($"Events have no simple part {member}.", nameof(member)),
    };

    /// <summary>The members that the override has of its own.</summary>
    internal static IEnumerable<(string Member, string Value)> Read(Override changes)
    {
        foreach (var member in OfOverride)
            if (Read(changes, member) is { } value) yield return (member, value);
    }

    private static string? Read(Override changes, string member) => member switch
    {
        "title" => changes.Title,
        "description" => changes.Description,
        "location" => changes.Location,
        "status" => changes.Status is { } status ? PartText.Of(status) : null,
        "transparency" => changes.Transparency is { } transparency ? PartText.Of(transparency) : null,
        "visibility" => changes.Visibility is { } visibility ? PartText.Of(visibility) : null,
        "time" => changes.Start is null && changes.End is null ? null : $"{Text(changes.Start)}\n{Text(changes.End)}",
        _ => changes.Attendees is { } attendees ? PartText.Of(attendees) : null,
    };

    internal static Override Write(Override changes, string member, string? value) => member switch
    {
        "title" => changes with { Title = value },
        "description" => changes with { Description = value },
        "location" => changes with { Location = value },
        "status" => changes with { Status = value is null ? null : PartText.ReadWord<EventStatus>(value) },
        "transparency" => changes with { Transparency = value is null ? null : PartText.ReadWord<Transparency>(value) },
        "visibility" => changes with { Visibility = value is null ? null : PartText.ReadWord<Visibility>(value) },
        "time" => changes with { Start = Time(value, 0), End = Time(value, 1) },
        "attendees" => changes with { Attendees = value is null ? null : PartText.ReadAttendees(value) },
        _ => throw new ArgumentException($"Overrides have no part {member}.", nameof(member)),
    };

    private static string Text(EventTime? time) => time is null ? "" : PartText.Of(time);

    private static EventTime? Time(string? value, int line) =>
        value?.Split('\n')[line] is { Length: > 0 } text ? PartText.ReadEventTime(text) : null;
}
