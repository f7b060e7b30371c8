using Kalends.Domain;
using Kalends.Domain.Access;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>Finds the event that an operation means, and whether its user may do that now.</summary>
internal sealed class FindForSync(FindEvent find, StorageSet storage)
{
    private const int MostCuts = 1_000;

    /// <summary>The event, or the refusal.</summary>
    public async Task<FoundForSync> Run(Call call, EventId id, EventAct act)
    {
        if (await find.Run(id, call.UserId, call.Now, call.Cancellation) is not { } found) return FoundForSync.Missing;
        var user = await call.ReadUser(storage.Users);
        var here = new EventAtHand(found.Event, found.View, new Caller(user.Id, user.Email));
        var needed = act is EventAct.Edit && found.Event.Deleted is not null ? EventAct.Restore : act; // an edit brings it back
        return found.View.RefusalOf(found.Event, here.Caller, needed) is { } refusal ? new FoundForSync(null, refusal) : new FoundForSync(here, null);
    }

    /// <summary>The same for an operation on an instance, which may have gone on in another event.</summary>
    public async Task<FoundForSync> Run(Call call, SyncOperation operation, EventAct act)
    {
        var (id, place) = (operation.Subject, operation.Edit.Place);
        for (var cuts = 0; cuts < MostCuts; cuts++)
        {
            var found = await Run(call, id, act);
            if (place is null || found.Event is not { } here || Places.Follow(here.Event, place.Value) is not { } next) return found with { Place = place };
            (id, place) = (next.Event, next.Place);
        }
        return FoundForSync.Missing;
    }
}

/// <summary>The event and the place in it, or why not.</summary>
internal sealed record FoundForSync(EventAtHand? Event, Refusal? Refusal)
{
    public static FoundForSync Missing { get; } = new(null, new Refusal.NotFound("event"));

    public long? Place { get; init; }
}
