using NodaTime;

namespace Kalends.Delivery.Bench;

/// <summary>How fast an overdue backlog goes into a channel that costs nothing.</summary>
internal static class Drain
{
    public static async Task<int> Run(string folder, int count)
    {
        string[] data = ["--Kalends:DataDirectory", folder];
        Instant now = Now;
        await using (WebApplication filling = await Servers.Start(["--roles", "api", .. data]))
        {
            var due = Enumerable.Range(0, count / People.Reminders).Select(n => Whole(now - Duration.FromSeconds(60 + (n % 120)))).ToList();
            await new Fill(filling).Single(due, now - Duration.FromHours(1));
            await filling.StopAsync();
        }
        using var meter = new LagMeter();
        await using WebApplication server = await Servers.Start(["--roles", "notifier", .. data, "--Kalends:Notifications:IntoNowhere", "true"]);
        var usage = new Usage();
        while (meter.Sent < count && usage.Seconds < 300) await Task.Delay(20);
        Console.WriteLine($"drain: {meter.Sent:N0} in {usage.Seconds:N2} s = {meter.Sent / usage.Seconds:N0}/s; CPU {usage.CpuPercent:N0} %; {Usage.Memory}");
        await server.StopAsync();
        return meter.Sent == count ? 0 : 1;
    }

    internal static Instant Now => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    internal static Instant Whole(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}
