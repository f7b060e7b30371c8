using Microsoft.AspNetCore.Builder;
using NodaTime;

namespace Kalends.Delivery.Bench;

/// <summary>So many due each second, over real time: is each sent once, none early, and how late.</summary>
internal static class Pace
{
    public static async Task<int> Run(string data, int rate, int minutes)
    {
        // Filling takes a while; what falls due meanwhile would not be on time.
        Instant now = Drain.Now;
        int seconds = minutes * 60;
        Duration filling = Duration.FromSeconds(100 + (rate * seconds / 5000));
        Instant first = Drain.Whole(now + filling);
        await using (WebApplication server = await Servers.Start(data, "api"))
        {
            var due = Enumerable.Range(0, seconds * rate / Fill.Reminders).Select(n => first + Duration.FromSeconds(n * Fill.Reminders / rate)).ToList();
            // The other reminder is due a minute before: at first half of the rate, then all of it.
            await new Fill(server).Run(due, now - Duration.FromHours(1), webhook: null);
            await server.StopAsync();
        }
        Console.WriteLine($"filled in {(Drain.Now - now).TotalSeconds:N0} s");
        return await Send(data, rate * seconds, first);
    }

    private static async Task<int> Send(string data, int count, Instant first)
    {
        using var meter = new LagMeter();
        await using WebApplication server = await Servers.Start(data, "notifier", null, "--Kalends:Notifications:IntoNowhere", "true");
        Duration wait = first - Duration.FromMinutes(1) - Drain.Now;
        if (wait > Duration.Zero) await Task.Delay(wait.ToTimeSpan());
        else Console.WriteLine($"filling took {-wait.TotalSeconds:N0} s too long: the first are late");
        string before = Usage.Memory;
        var usage = new Usage();
        var report = new PeriodicTimer(TimeSpan.FromSeconds(30));
        while (meter.Sent < count && usage.Seconds < 7200 && await report.WaitForNextTickAsync()) Console.WriteLine($"{usage.Seconds:N0} s: {meter}; {Usage.Memory}");
        Console.WriteLine($"pace: {count:N0}; {meter}; CPU {usage.CpuPercent:N1} %; memory before: {before}; after: {Usage.Memory}");
        return meter.Sent == count ? 0 : 1;
    }
}
