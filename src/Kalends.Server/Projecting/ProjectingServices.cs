using Kalends.Storage;

namespace Kalends.Server.Projecting;

/// <summary>What features and background work share: reading ranges, and keeping the projection behind them.</summary>
internal static class ProjectingServices
{
    public static IServiceCollection AddProjecting(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<StorageSet>().Events)
        .AddSingleton(provider => provider.GetRequiredService<StorageSet>().Occurrences)
        .AddSingleton<WorkerWake>()
        .AddSingleton<DueNews>()
        .AddSingleton<ProjectEvent>()
        .AddSingleton<CommitEvents>()
        .AddSingleton<RezoneEvents>()
        .AddSingleton<FinishMove>()
        .AddSingleton<FindEvent>()
        .AddSingleton<ExpandEvents>()
        .AddSingleton<ReadRange>()
        .AddSingleton<ReadBusy>()
        .AddSingleton<ReadInvitations>()
        .AddSingleton<PlanNotifications>()
        .AddSingleton<RenewNotifications>();
}
