using Kalends.Storage;
using Kalends.Storage.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Kalends.Delivery.Bench;

/// <summary>A day of notifications by a clock that is turned as fast as they are sent.</summary>
internal static class Day
{
    private const int Seconds = 24 * 3600;

    public static async Task<int> Run(string data, int count)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
        Instant begin = Instant.FromDateTimeOffset(clock.GetUtcNow());
        await using WebApplication server = await Servers.Start(data, "notifier", clock, "--Kalends:Notifications:IntoNowhere", "true");
        var due = Enumerable.Range(0, count / Fill.Reminders)
            .Select(n => begin + Duration.FromMinutes(2) + Duration.FromSeconds((long)n * (Seconds - 300) * Fill.Reminders / count)).ToList();
        var filling = new Usage();
        await new Fill(server).Run(due, begin, webhook: null);
        Console.WriteLine($"filled in {filling.Seconds:N0} s");
        using var meter = new LagMeter();
        var usage = new Usage();
        for (int second = 0; second < Seconds; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            if (second % 60 == 59) await Settle(server, clock);
            if (second % 7200 == 7199) Console.WriteLine($"{second / 3600 + 1} h: {meter.Sent:N0} sent; {Usage.Memory}");
        }
        await Settle(server, clock);
        Console.WriteLine($"day: {count:N0}; {meter}; {usage.Seconds:N0} s, CPU {usage.CpuPercent:N0} %; {Usage.Memory}");
        return meter.Sent == count ? 0 : 1;
    }

    /// <summary>Waits until nothing is due by the clock.</summary>
    private static async Task Settle(WebApplication server, FakeTimeProvider clock)
    {
        INotificationStore store = server.Services.GetRequiredService<StorageSet>().Notifications;
        Instant now = Instant.FromDateTimeOffset(clock.GetUtcNow()) + Duration.FromSeconds(1);
        for (int shard = 0; shard < store.Shards.Count; shard++)
            while (await store.FindNextDue(new DueSpan(shard, now - Duration.FromDays(2), now), CancellationToken.None) is not null)
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
                await Task.Delay(1);
            }
    }
}
