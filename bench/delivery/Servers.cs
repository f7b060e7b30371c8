using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kalends.Delivery.Bench;

/// <summary>The real server, in this process.</summary>
internal static class Servers
{
    public static async Task<WebApplication> Start(string data, string roles, TimeProvider? clock = null, params string[] more)
    {
        string[] quiet = ["--urls", "http://127.0.0.1:0", "--Kalends:RateLimits:Enabled", "false", "--Logging:LogLevel:Default", "Warning"];
        WebApplication server = Server.Program.Build(
            [.. quiet, "--Kalends:DataDirectory", data, "--roles", roles, "--Kalends:Notifications:HourlyCap", "100000000", .. more],
            services => { if (clock is not null) services.AddSingleton(clock); });
        await server.StartAsync();
        return server;
    }
}
