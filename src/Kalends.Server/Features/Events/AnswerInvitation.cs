using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Time;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Json;
using Kalends.Server.Projecting;
using Kalends.Storage.Events;
using Edits = Kalends.Domain.Events.Edits;

namespace Kalends.Server.Features.Events;

/// <summary>An attendee's own answer. It does not change the event's version, so answers never collide with edits.</summary>
internal sealed class AnswerInvitation(DomainRules rules, IEventStore events, CommitEvents commit, EventReplies replies) : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found)
    {
        var body = await call.ReadBody();
        var response = ReadResponse(body);
        var instance = ReadInstance(body);
        if (call.Refused() is { } refused) return refused;

        var decision = new Edits.AnswerInvitation(new EditContext(found.Caller, found.Zone), found.Event, response) { Instance = instance }
            .Decide(rules, call.Now);
        if (!call.Accepts(decision, out var accepted, out var broken)) return broken;
        var settings = await events.ReadReminders(found.Event.CalendarId, found.Event.Id, call.Cancellation);
        var write = new EventWrite(found.Calendar, accepted.Changes) { EarlierReminders = settings };
        if (!(await commit.Run(write, call.Now, call.Cancellation)).IsStored(out var instead)) return instead;
        return await replies.Ok(found with { Event = accepted.Result }, call.Cancellation);
    }

    private static ResponseStatus ReadResponse(Members body)
    {
        if (body.RequiredText("responseStatus") is not { } word) return default;
        if (EventWords.ReadResponse(word) is { } response) return response;
        body.Refuse("responseStatus", $"must be one of {string.Join(", ", EventWords.Responses)}");
        return default;
    }

    /// <summary>An event time as an occurrence gives it, or only its text as in a query.</summary>
    private static InstanceReference? ReadInstance(Members body)
    {
        const string name = "originalStart";
        if (!body.Has(name) || body.IsNull(name)) return null;
        var draft = body.IsText(name) ? null : body.Object(name);
        var text = body.IsText(name) ? body.Text(name) : draft?.Text("date") ?? draft?.Text("dateTime");
        draft?.Ignore("timeZone");
        if (text is null || InstanceReference.Read(text) is not { } reference)
        {
            body.Refuse(name, "must be an occurrence's originalStart");
            return null;
        }
        return reference;
    }
}
