using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Cluster.MySql.Shards;
using NodaTime;

namespace Kalends.Storage.Cluster.MySql.Calendars;

/// <summary>
/// Goes round all grants, some slots at a time, and makes the links that are missing, whyever; forgets links whose grant has been gone for
/// long.
/// </summary>
internal sealed class LinkReconciliation(ShardRouter shards, SlotSweep sweep, TimeProvider clock)
{
    private const int SlotsAtOnce = 32;
    private const string Select = "SELECT user_id, calendar_id, sequence FROM share_grants WHERE slot = @slot";
    private static readonly Duration KeepsGone = Duration.FromDays(7);
    private static readonly SweptTable GoneLinks = new("calendar_links", "told_at", "is_granted = 0");

    private int next;

    public async Task Run(CancellationToken cancellation)
    {
        for (int n = 0; n < SlotsAtOnce; n++, next = (next + 1) % SlotRange.Slots) await Reconcile(new Slot(next), cancellation);
        await sweep.Run(GoneLinks, Instant.FromDateTimeOffset(clock.GetUtcNow()) - KeepsGone, cancellation);
    }

    private async Task Reconcile(Slot slot, CancellationToken cancellation)
    {
        var granted = await shards.List(slot, Statement.Of(Select), static row =>
            new Link(new UserId(row.GetInt64(0)), new CalendarId(row.GetInt64(1)), row.GetInt64(2), IsGranted: true), cancellation);
        foreach (Link link in granted)
            if (!await Links.Knows(shards, link, cancellation)) await Links.Follow(shards, link, cancellation);
    }
}
