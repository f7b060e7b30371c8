using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>The route by which devices that work without a connection send and fetch.</summary>
internal static class SyncResource
{
    public static IServiceCollection AddSync(this IServiceCollection services) => services
        .AddShapes(SyncShapesJson.Default)
        .AddSingleton<FindForSync>()
        .AddSingleton<KnownOperations>()
        .AddSingleton<MergeOffline>()
        .AddSingleton<CreateOffline>()
        .AddSingleton<SplitOffline>()
        .AddSingleton<AnswerOffline>()
        .AddSingleton<RemindOffline>()
        .AddSingleton<MoveOffline>()
        .AddSingleton<ApplyOperations>()
        .AddSingleton<SyncFeed>()
        .AddSingleton<SyncWriter>()
        .AddSingleton<Synchronize>();

    public static void MapSync(this IEndpointRouteBuilder routes) => routes.MapGroup("").WithTags("Sync")
        .MapOperation<Synchronize>("POST", "/sync")
        .Describe("sync", "Takes in what a device did without a connection, and tells it what has changed")
        .Takes<SyncRequestShape>().Gives<SyncAnswerShape>(200);
}
