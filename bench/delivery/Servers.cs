using Kalends.Testing.Clocks;

namespace Kalends.Delivery.Bench;

/// <summary>The real server, in this process.</summary>
internal static class Servers
{
    private static readonly string[] Quiet =
    [
        "--urls", "http://127.0.0.1:0", "--Kalends:RateLimits:Enabled", "false", "--Logging:LogLevel:Default", "Warning",
        "--Kalends:Notifications:HourlyCap", "100000000",
    ];

    public static async Task<WebApplication> Start(IEnumerable<string> arguments, Action<IServiceCollection>? replace = null)
    {
        WebApplication server = Server.Program.Build([.. Quiet, .. arguments], replace);
        await server.StartAsync();
        return server;
    }

    /// <summary>A notifier on its own, by a clock that is off, until it is killed: what the soak starts as a process.</summary>
    public static async Task<int> Serve(TimeSpan off, IEnumerable<string> arguments)
    {
        string[] notifier = ["--roles", "notifier", "--Kalends:Notifications:AllowPrivateAddresses", "true"];
        WebApplication server = await Start([.. notifier, .. arguments], services => services.AddSingleton<TimeProvider>(new WrongClock(TimeProvider.System, off)));
        await server.WaitForShutdownAsync();
        return 0;
    }
}
