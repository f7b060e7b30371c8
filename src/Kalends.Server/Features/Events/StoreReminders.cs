using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events;

/// <summary>Stores the caller's own reminders on an event, and what is due by them.</summary>
internal sealed class StoreReminders(StorageSet storage, ProjectEvent project, DueNews due)
{
    private const int Attempts = 5;

    public async Task Run(Call call, EventAtHand found, ImmutableArray<int>? minutes)
    {
        var setting = new ReminderSetting(found.Event.Id, call.UserId, minutes);
        await storage.Events.Commit(new EventCommit(found.Calendar.Id) { Reminders = [setting] }, call.Cancellation);
        await Project(call, found);
        due.Tell();
    }

    /// <summary>
    /// Reminders have no revision: whoever read them last must project last. If the event or its reminders changed between the reading
    /// and the projecting, it is done again.
    /// </summary>
    private async Task Project(Call call, EventAtHand found)
    {
        var state = await Read(call, found);
        for (var attempt = 0; attempt < Attempts && state is not null; attempt++)
        {
            var source = new ProjectionSource(state.Event, found.Calendar, state.Settings);
            await storage.Occurrences.Apply(await project.Run(source, call.Now, call.Cancellation), call.Cancellation);
            var now = await Read(call, found);
            if (now is null || now.IsSameAs(state)) return;
            state = now;
        }
    }

    private async Task<State?> Read(Call call, EventAtHand found)
    {
        var @event = await storage.Events.Find(found.Calendar.Id, found.Event.Id, call.Cancellation);
        if (@event is not { MovedTo: null }) return null;
        return new State(@event, await storage.Events.ReadReminders(found.Calendar.Id, found.Event.Id, call.Cancellation));
    }

    private sealed record State(Event Event, ImmutableArray<ReminderSetting> Settings)
    {
        public bool IsSameAs(State other) => Event.Revision == other.Event.Revision
            && Settings.Length == other.Settings.Length
            && Settings.All(setting => other.Settings.Any(again =>
                again.UserId == setting.UserId && IsSame(again.Minutes, setting.Minutes)));

        private static bool IsSame(ImmutableArray<int>? one, ImmutableArray<int>? other) =>
            one.HasValue == other.HasValue && (one ?? []).SequenceEqual(other ?? []);
    }
}
