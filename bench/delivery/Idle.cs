using Microsoft.AspNetCore.Builder;

namespace Kalends.Delivery.Bench;

/// <summary>What a whole server costs that has nothing to do.</summary>
internal static class Idle
{
    public static async Task<int> Run(string data, int seconds)
    {
        await using WebApplication server = await Servers.Start(data, "api,worker,notifier");
        await Task.Delay(TimeSpan.FromSeconds(10));
        var usage = new Usage();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        Console.WriteLine($"idle: {usage.CpuPercent:N3} % of one core over {usage.Seconds:N0} s; {Usage.Memory}");
        return usage.CpuPercent < 0.5 ? 0 : 1;
    }
}
