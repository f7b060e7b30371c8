using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Problems;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Events;

/// <summary>One verb of the API on an event that the caller is allowed to use so.</summary>
internal interface IEventOperation
{
    /// <returns>
    /// Null where somebody else changed the event meanwhile: it is found again, with the rights of that moment, and handled anew.
    /// </returns>
    Task<Reply?> Handle(Call call, EventAtHand found);
}

/// <summary>
/// Finds the event that a route names, with the caller's rights as they are at this moment: 404 for what the caller may not see, 403 for
/// what it may see but not use so.
/// </summary>
internal sealed class OnEvent(IEventOperation operation, FindEvent find, StorageSet storage, EventAct act) : IOperation
{
    private const int Attempts = 50;

    public async Task<Reply> Handle(Call call)
    {
        if (!Guid.TryParseExact(call.Route("eventId"), "D", out var id)) return Missing;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Try(call, new EventId(id)) is { } answer) return answer;
        }
        return ProblemKinds.TimedOut;
    }

    private async Task<Reply?> Try(Call call, EventId id)
    {
        if (await find.Run(id, call.UserId, call.Now, call.Cancellation) is not { } found) return Missing;
        if (await FindCaller(call, found.Event) is not { } caller) return Missing;
        var here = new EventAtHand(found.Event, found.View, caller);
        return found.View.RefusalOf(found.Event, caller, act) is { } refusal ? refusal : await operation.Handle(call, here);
    }

    private static Refusal.NotFound Missing => new("event");

    /// <summary>The address only matters where somebody is invited by address alone.</summary>
    private async ValueTask<Caller?> FindCaller(Call call, Event @event)
    {
        if (!@event.HasGuestsWithoutAccount()) return new Caller(call.UserId, new EmailAddress(""));
        return await storage.Users.Find(call.UserId, call.Cancellation) is { } user ? new Caller(user.Id, user.Email) : null;
    }
}
