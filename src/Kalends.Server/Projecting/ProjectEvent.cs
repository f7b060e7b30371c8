using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Notifications;
using Kalends.Domain.Occurrences;
using Kalends.Storage;
using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Projecting;

/// <summary>Derives an event's projection: its occurrences in the window, who takes part, what is due within the horizon.</summary>
internal sealed class ProjectEvent(StorageSet storage, DomainRules rules)
{
    private const int MostInlineOccurrences = 500;
    private const int MostInlinePeople = 10;

    /// <summary>The projection, or null where making it takes longer than a request should: that is the worker's then.</summary>
    public ValueTask<Projection?> RunIfSmall(ProjectionSource source, Instant now, CancellationToken cancellation) =>
        Run(source, new Scope(now, MostInlineOccurrences, MostInlinePeople), cancellation);

    /// <summary>The projection, whatever it takes.</summary>
    public async ValueTask<Projection> Run(ProjectionSource source, Instant now, CancellationToken cancellation) =>
        await Run(source, new Scope(now, int.MaxValue, int.MaxValue), cancellation)
            ?? throw new InvalidOperationException("A projection without limits has none to exceed.");

    /// <summary>What is due of the event within the horizon, for everyone who wants to be told.</summary>
    public async ValueTask<ImmutableArray<Notification>> Notify(ProjectionSource source, Instant now, CancellationToken cancellation)
    {
        var expansion = new EventExpansion(rules, source.Calendar.TimeZone, source.Event);
        return await Notify(source, expansion, Horizon(now), cancellation);
    }

    /// <summary>
    /// What of the event has fallen due since then, or since it was written, and is still of use: nobody has planned it, because nobody
    /// has looked at the event. It is due at once, since senders may have passed its own time by.
    /// </summary>
    public async ValueTask<ImmutableArray<Notification>> NotifyLate(ProjectionSource source, Interval missed, CancellationToken cancellation)
    {
        var (since, now) = (Instant.Max(missed.Start, source.Event.WrittenAt), missed.End);
        if (since >= now) return [];
        var expansion = new EventExpansion(rules, source.Calendar.TimeZone, source.Event);
        var late = await Notify(source, expansion, new Interval(since, now), cancellation);
        var atOnce = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return [.. late.Where(one => one.IsUseful(now)).Select(one => one with { NextAttempt = atOnce })];
    }

    private async ValueTask<Projection?> Run(ProjectionSource source, Scope scope, CancellationToken cancellation)
    {
        var @event = source.Event;
        var audience = source.Audience();
        if (audience.Count > scope.MostPeople) return null;
        var expansion = new EventExpansion(rules, source.Calendar.TimeZone, @event);
        var occurrences = Occurrences(source, expansion, scope);
        if (occurrences.Length > scope.MostOccurrences) return null;
        return new Projection
        {
            CalendarId = @event.CalendarId,
            EventId = @event.Id,
            Generation = @event.Revision,
            Tzdb = rules.TzdbVersion,
            Window = @event.Content.IsSeries ? ProjectionWindow.Around(scope.Now) : null,
            Occurrences = occurrences,
            Participations = source.Participations(),
            Notifications = await Notify(source, expansion, Horizon(scope.Now), cancellation),
            NotifiedFrom = scope.Now,
        };
    }

    private static ImmutableArray<Occurrence> Occurrences(ProjectionSource source, EventExpansion expansion, Scope scope)
    {
        if (!source.Event.IsLive) return [];
        var window = source.Event.Content.IsSeries ? ProjectionWindow.Around(scope.Now) : new Interval(Instant.MinValue, Instant.MaxValue);
        var enough = scope.MostOccurrences == int.MaxValue ? int.MaxValue : scope.MostOccurrences + 1;
        return [.. expansion.Overlapping(window.Start, window.End).Take(enough)];
    }

    private async ValueTask<ImmutableArray<Notification>> Notify(
        ProjectionSource source, EventExpansion expansion, Interval span, CancellationToken cancellation)
    {
        var due = ImmutableArray.CreateBuilder<Notification>();
        foreach (var (user, reminders) in source.Audience())
        {
            if (await storage.Users.Find(user, cancellation) is not { } told) continue;
            var plan = new ReminderPlan(user, told.Preferences, source.Calendar.Id, reminders);
            var starts = plan.StartsWithin(span.Start, span.End);
            due.AddRange(plan.Notify(rules, expansion.Overlapping(starts.Start, starts.End), span.Start, span.End));
        }
        return due.ToImmutable();
    }

    private static Interval Horizon(Instant now) => new(now, now + ProjectionWindow.NotificationHorizon);

    private sealed record Scope(Instant Now, int MostOccurrences, int MostPeople);
}
