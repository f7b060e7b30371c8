using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events;

/// <summary>What an event says about single instances and people.</summary>
public static class EventReading
{
    /// <summary>The override of the instance, if there is one.</summary>
    public static Override? OverrideAt(this Event @event, EventTime originalStart)
    {
        foreach (var @override in @event.Overrides)
            if (@override.OriginalStart == originalStart) return @override;
        return null;
    }

    /// <summary>
    /// What a user has answered to an instance: the answer to it alone, else the one to the whole; null for who is not invited to it.
    /// </summary>
    public static ResponseStatus? ResponseOf(this Event @event, Caller user, EventTime originalStart)
    {
        var invited = @event.OverrideAt(originalStart)?.Attendees ?? @event.Content.Attendees;
        return invited.FirstOrDefault(user.Is) is { } attendee
            ? @event.AnswerTo(originalStart, attendee.Email) ?? attendee.Response
            : null;
    }

    /// <summary>
    /// The overrides as clients read them: answers to single instances show as the attendees of those instances, where a stored
    /// override does not have them yet.
    /// </summary>
    public static ImmutableArray<Override> OverridesWithAnswers(this Event @event)
    {
        if (@event.Answers.IsEmpty) return @event.Overrides;
        var shown = @event.Overrides.ToDictionary(o => o.OriginalStart);
        foreach (var id in @event.Answers.Select(answer => answer.OriginalStart).Distinct())
        {
            var changes = shown.GetValueOrDefault(id) ?? new Override(id);
            shown[id] = changes with { Attendees = InstanceContent.Attendees(@event, changes) };
        }
        return [.. shown.Values.OrderBy(o => o.OriginalStart.Local)];
    }

    internal static ResponseStatus? AnswerTo(this Event @event, EventTime originalStart, EmailAddress attendee)
    {
        foreach (var answer in @event.Answers)
            if (answer.Attendee == attendee && answer.OriginalStart == originalStart) return answer.Response;
        return null;
    }
}
