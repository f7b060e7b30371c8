using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events;

/// <summary>PATCH: a merge patch (RFC 7396) of the series, an instance, or an instance and those after it.</summary>
internal sealed class PatchEvent(DomainRules rules, IEventStore events, EventPreconditions preconditions, StoreUpdate store)
    : IEventOperation
{
    public async Task<Reply?> Handle(Call call, EventAtHand found)
    {
        var query = InstanceQuery.Read(call);
        if (query.Misses(found, rules)) return new Refusal.NotFound("instance");
        var settings = await events.ReadReminders(found.Event.CalendarId, found.Event.Id, call.Cancellation);
        if (preconditions.Check(call, found, settings) is { } refused) return refused;
        SendUpdates.Check(call);
        var body = await call.ReadBody();
        if (call.Refused() is { } broken) return broken;

        var current = Current(query, found);
        var own = settings.FirstOrDefault(setting => setting.UserId == call.UserId)?.Minutes;
        var whole = await call.ReadPatched(Target(found, query, current, own));
        var draft = new EventBody(whole, body).ReadDraft();
        return await store.Run(call, new Update(found, query, draft, settings) { IsPatch = true, Current = current });
    }

    /// <summary>What the patch is merged into.</summary>
    private EventContent Current(InstanceQuery query, EventAtHand found) => query.Find(found, rules) switch
    {
        null => found.Event.Content,
        { } instance when query.Scope == EditScope.Following => instance.SeriesFromHere,
        { } instance => instance.Content,
    };

    private JsonElement Target(EventAtHand found, InstanceQuery query, EventContent current, ImmutableArray<int>? reminders)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = EventJson.Open(text))
        {
            json.WriteStartObject();
            var content = new ContentWriter(json, rules, found) { WithOffsets = false, WithRecurrence = query.Scope != EditScope.This };
            content.WriteContent(current);
            EventJson.WriteReminders(json, reminders);
            json.WriteEndObject();
        }
        return JsonElement.Parse(text.WrittenSpan);
    }
}
