using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;
using Scalar.AspNetCore;

namespace Kalends.Server.Features.Operations;

/// <summary>The routes for operators and for readers of the API's description. Every role serves them.</summary>
internal static class OperationsResource
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddShapes(OperationsJson.Default)
        .AddSingleton<CheckLive>()
        .AddSingleton<CheckReady>()
        .AddSingleton<DeadNotifications>()
        .AddSingleton<ListDeadNotifications>()
        .AddSingleton<ReplayNotifications>();

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var operations = routes.MapGroup("").WithTags("Operations");
        operations.MapOperation<CheckLive>("GET", "/health/live").OpenToAll().Unlimited()
            .Describe("checkLive", "Says that the process runs").Gives<LiveBody>(200);
        operations.MapOperation<CheckReady>("GET", "/health/ready").OpenToAll().Unlimited()
            .Describe("checkReady", "Says whether the process can serve, and names what it depends on").Gives<ReadyBody>(200).Gives<ReadyBody>(503);
        // The operator's commands ask these; they are no part of the contract with clients.
        operations.MapOperation<ListDeadNotifications>("GET", "/operations/notifications/dead").OpenToAll().ExcludeFromDescription();
        operations.MapOperation<ReplayNotifications>("POST", "/operations/notifications/replay").OpenToAll().ExcludeFromDescription();
        routes.MapPrometheusScrapingEndpoint("/metrics");
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapScalarApiReference("/docs", page => page.WithTitle("Kalends").DisableDefaultFonts());
    }
}
