namespace Kalends.Server.Work;

/// <summary>The background work of the worker role.</summary>
internal static class WorkServices
{
    public static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddSingleton<ProjectDueNews>()
        .AddSingleton<ProjectDue>()
        .AddSingleton<WorkLease>()
        .AddSingleton<SharedWork>()
        .AddSingleton<RollingParts>()
        .AddSingleton<ZoneMetrics>()
        .AddSingleton<MovedList>()
        .AddSingleton<FollowZones>()
        .AddSingleton<Ticking>()
        .AddSingleton<HorizonReach>()
        .AddSingleton<IChore, DrainProjections>()
        .AddSingleton<IChore, RollForward>()
        .AddSingleton<IChore, ExtendHorizon>()
        .AddSingleton<IChore, MendZones>()
        .AddSingleton<IChore, SweepTrash>()
        .AddSingleton<IChore, SweepExpired>()
        .AddSingleton<IChore, MendStorage>()
        .AddHostedService<BackgroundWork>();
}
