namespace Kalends.Delivery.Bench;

/// <summary>What a whole server costs that has nothing to do.</summary>
internal static class Idle
{
    public static async Task<int> Run(string folder, int seconds, string roles)
    {
        await using WebApplication server = await Servers.Start(["--roles", roles, "--Kalends:DataDirectory", folder]);
        await Task.Delay(TimeSpan.FromSeconds(15));
        var usage = new Usage();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        Console.WriteLine($"idle, {roles}: {usage.CpuPercent:N3} % of one core over {usage.Seconds:N0} s; {Usage.Memory}");
        await server.StopAsync();
        return usage.CpuPercent < 0.5 ? 0 : 1;
    }
}
