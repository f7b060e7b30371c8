using Kalends.Domain.Access;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events;

/// <summary>Answers that show one event.</summary>
internal sealed class EventReplies(EventJson json, IEventStore events)
{
    public Reply Created(EventAtHand seen, EventExtras extras) => Show(201, seen, extras).At($"/events/{seen.Event.Id}");

    public async ValueTask<Reply> CreatedBefore(EventAtHand seen, CancellationToken cancellation) =>
        Created(seen, await Extras(seen, cancellation));

    public async ValueTask<Reply> Ok(EventAtHand seen, CancellationToken cancellation) => Show(200, seen, await Extras(seen, cancellation));

    public Reply Show(int status, EventAtHand seen, EventExtras extras)
    {
        var answer = new Reply(status)
        {
            Body = output =>
            {
                using var writer = EventJson.Open(output);
                json.Write(writer, seen, extras);
            },
        };
        // Who only sees "Busy" does not see how often it was edited.
        return seen.View.ShapeOf(seen.Event, seen.Caller) is Shape.Full ? answer.Tagged(seen.Event.Version) : answer;
    }

    /// <summary>The caller's own reminders.</summary>
    public async ValueTask<EventExtras> Extras(EventAtHand seen, CancellationToken cancellation)
    {
        var settings = await events.ReadReminders(seen.Event.CalendarId, seen.Caller.Id, [seen.Event.Id], cancellation);
        return new EventExtras { Reminders = settings.FirstOrDefault()?.Minutes };
    }
}
