using System.Collections.Concurrent;
using Kalends.Domain.Notifications;
using Kalends.Server.Delivery;
using Kalends.Server.Delivery.Channels;
using Kalends.Storage;
using Kalends.Storage.Notifications;
using Kalends.Testing.Clocks;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace Kalends.Delivery.Bench;

/// <summary>A day of notifications by a clock that is turned as fast as they are sent: each comes once, none before its time.</summary>
internal sealed class Day(FakeTimeProvider clock) : IChannel
{
    private const int Minutes = 24 * 60;

    /// <summary>At twelve a second a million are due within so many; the last of the day see whether anything comes again.</summary>
    private const int BusyMinutes = 1400;

    private readonly ConcurrentDictionary<Guid, bool> told = new();
    private long again;
    private long early;
    private Instant settledTo;

    public int Concurrency => 4;

    public int BatchSize => 1000;

    private string Tally => $"{told.Count:N0} told, {again:N0} twice, {early:N0} early";

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    public static async Task<int> Run(string folder, int count, string set)
    {
        await using Place place = await Place.Make(set, folder);
        return await new Day(new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero))).Turn(place, count);
    }

    public Task<Handover> Prepare(Message message, CancellationToken cancellation) => Task.FromResult<Handover>(_ => Take(message));

    private Task<Outcome> Take(Message message)
    {
        if (!told.TryAdd(message.Notification.Id, true)) Interlocked.Increment(ref again);
        if (message.Notification.TriggerTime > Now) Interlocked.Increment(ref early);
        return Task.FromResult(Outcome.Accepted);
    }

    private async Task<int> Turn(Place place, int count)
    {
        Instant begin = settledTo = Now;
        var load = new Steady(begin + Duration.FromMinutes(2), Rate: (int)Math.Ceiling(count / (BusyMinutes * 60d)), BusyMinutes) { Interval = 240 };
        await using WebApplication server = await Servers.Start(["--roles", "notifier", .. place.Arguments], services =>
        {
            services.AddSingleton<TimeProvider>(new TurnedClock(clock))
                .AddSingleton(new ChannelSet(new Dictionary<Channel, Func<IChannel>> { [Channel.Webhook] = () => this }, clock));
            if (place.IsCluster) TurnedStorage.PutAround(services, clock);
        });
        var filling = new Usage();
        await new Fill(server).Series(load, begin, new FillSeries(Webhook: null, place.FilledAtOnce));
        Console.WriteLine($"filled in {filling.Seconds:N0} s; load {Usage.LoadAverage}");
        var usage = new Usage();
        for (int minute = 1; minute <= Minutes; minute++)
        {
            for (int second = 0; second < 60; second++) clock.Advance(TimeSpan.FromSeconds(1));
            await Settle(server);
            if (minute % 120 == 0) Console.WriteLine($"{minute / 60} h: {Tally} in {usage.Seconds:N0} s; {Usage.Memory}");
        }
        Console.WriteLine($"day, {(place.IsCluster ? "cluster" : "embedded")}: of {load.Count:N0} {Tally} in {usage.Seconds:N0} s, CPU {usage.CpuPercent:N0} %; {Usage.Memory}");
        await server.StopAsync();
        return told.Count == load.Count && again == 0 && early == 0 ? 0 : 1;
    }

    /// <summary>Waits until nothing is due by the clock.</summary>
    private async Task Settle(WebApplication server)
    {
        INotificationStore store = server.Services.GetRequiredService<StorageSet>().Notifications;
        Instant end = Now + Duration.FromSeconds(1);
        await Task.WhenAll(Enumerable.Range(0, store.Shards.Count).Where(shard => DueShards.ChannelOf(shard) == Channel.Webhook)
            .Select(shard => Settle(store, new DueSpan(shard, settledTo, end))));
        settledTo = end;
    }

    private async Task Settle(INotificationStore store, DueSpan span)
    {
        while (await store.FindNextDue(span, CancellationToken.None) is not null)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(1);
        }
    }
}
