using System.Diagnostics.CodeAnalysis;
using Kalends.Server.Delivery;
using Kalends.Server.Hosting.Problems;
using Kalends.Server.Identity;
using Kalends.Server.Projecting;
using Kalends.Server.Work;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;

namespace Kalends.Server.Hosting;

/// <summary>
/// A generic service that is registered open is a type the native compiler never saw: it is put together at run time, a third of a millisecond
/// and 30 KiB each. The ones every start needs are named here, closed; what they do is the same.
/// </summary>
internal static class TypesAhead
{
    public static void AddTypesAhead(this IServiceCollection services)
    {
        services.AddOptionsOf<HostOptions>();
        services.AddOptionsOf<ConsoleLifetimeOptions>();
        services.AddOptionsOf<HostFilteringOptions>();
        services.AddOptionsOf<KestrelServerOptions>();
        services.AddOptionsOf<SocketTransportOptions>();
        services.AddOptionsOf<RouteOptions>();
        services.AddOptionsOf<RouteHandlerOptions>();
        services.AddOptionsOf<JsonOptions>();
        services.AddOptionsOf<FormOptions>();
        services.AddOptionsOf<OpenApiOptions>();
        services.AddOptionsOf<MetricsOptions>();
        services.AddOptionsOf<PrometheusAspNetCoreOptions>();
        services.AddOptionsOf<LoggerFactoryOptions>();
        services.AddOptionsOf<LoggerFilterOptions>();
        services.AddOptionsOf<ConsoleLoggerOptions>();
        services.AddOptionsOf<ConsoleFormatterOptions>();
        services.AddOptionsOf<JsonConsoleFormatterOptions>();
        services.AddOptionsOf<SimpleConsoleFormatterOptions>();
        services.AddLoggerOf<BackgroundWork>();
        services.AddLoggerOf<ExpandEvents>();
        services.AddLoggerOf<LogInThrottle>();
        services.AddLoggerOf<ProblemBoundary>();
        services.AddLoggerOf<ProjectDue>();
        services.AddLoggerOf<RunShards>();
    }

    private static void AddLoggerOf<T>(this IServiceCollection services) =>
        services.AddSingleton<ILogger<T>>(provider => new Logger<T>(provider.GetRequiredService<ILoggerFactory>()));

    private static void AddOptionsOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(this IServiceCollection services) where T : class
    {
        services.AddSingleton<IOptions<T>>(provider => new OptionsManager<T>(provider.GetRequiredService<IOptionsFactory<T>>()));
        services.AddSingleton<IOptionsMonitorCache<T>>(_ => new OptionsCache<T>());
        services.AddSingleton<IOptionsMonitor<T>>(provider => new OptionsMonitor<T>(
            provider.GetRequiredService<IOptionsFactory<T>>(),
            provider.GetServices<IOptionsChangeTokenSource<T>>(),
            provider.GetRequiredService<IOptionsMonitorCache<T>>()));
        services.AddTransient<IOptionsFactory<T>>(provider => new OptionsFactory<T>(
            provider.GetServices<IConfigureOptions<T>>(),
            provider.GetServices<IPostConfigureOptions<T>>(),
            provider.GetServices<IValidateOptions<T>>()));
    }
}
