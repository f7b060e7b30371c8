using Kalends.ICalendar;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Description;
using Kalends.Server.Hosting.Keyed;
using Kalends.Server.Hosting.Paging;
using Kalends.Storage;
using Kalends.Storage.Cluster;
using Kalends.Storage.Embedded;

namespace Kalends.Server.Hosting;

/// <summary>The parts of the server below its features.</summary>
internal static class HostingServices
{
    /// <summary>
    /// The transport cuts the connection at its own limit, often before the client has read why. Up to this many times the limit, the rest
    /// of a body that is too large is read and thrown away, so that the 413 arrives.
    /// </summary>
    private const int DrainedBodies = 16;

    private const string DefaultAddress = "http://127.0.0.1:5080";

    public static void AddHosting(this WebApplicationBuilder builder, ServerOptions options)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])) builder.WebHost.UseUrls(DefaultAddress);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = (long)options.Requests.BodyBytes * DrainedBodies;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTime + options.Requests.Time + TimeSpan.FromSeconds(5));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // its request lines hold query strings
        builder.Services.AddHosting(options);
    }

    public static void AddStorage(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton(provider => OpenStorage(options, provider))
        .AddSingleton(provider => provider.GetRequiredService<StorageSet>().Users)
        .AddSingleton(provider => provider.GetRequiredService<StorageSet>().Credentials)
        .AddSingleton(provider => provider.GetRequiredService<StorageSet>().Idempotency)
        .AddSingleton(provider => provider.GetRequiredService<StorageSet>().Calendars)
        .AddHostedService<StoragePreparation>()
        .AddHostedService<AskStoreTime>();

    /// <summary>Everything goes by the store's time. After a test has put another clock in the place of the machine's.</summary>
    public static void AddStoreClock(this IServiceCollection services)
    {
        var own = services.Last(service => service.ServiceType == typeof(TimeProvider));
        var clock = new StoreClock((TimeProvider)own.ImplementationInstance!);
        services.AddSingleton(clock).AddSingleton<TimeProvider>(clock);
    }

    private static StorageSet OpenStorage(ServerOptions options, IServiceProvider provider)
    {
        var clock = provider.GetRequiredService<TimeProvider>();
        return options.Cluster is { } cluster
            ? ClusterStorageSet.Open(cluster, clock, provider.GetRequiredService<ILoggerFactory>())
            : EmbeddedStorageSet.Open(options.DataDirectory, clock, options.Room);
    }

    private static void AddHosting(this IServiceCollection services, ServerOptions options)
    {
        services.AddTypesAhead();
        services.AddSingleton(options);
        services.AddSingleton(options.Requests);
        services.AddSingleton<Draining>().AddHostedService(provider => provider.GetRequiredService<Draining>());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new ZoneData(options.ZoneFolder, BundledZones.OfProgram));
        services.AddSingleton(provider => provider.GetRequiredService<ZoneData>().Rules);
        services.AddSingleton(provider => new ZoneResolver(provider.GetRequiredService<ZoneData>().Source));
        services.AddSingleton(_ => ServerSecret.Load(options));
        services.AddSingleton<OperatorKey>();
        services.AddSingleton<PageTokens>();
        services.AddSingleton<KeyedAnswers>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<CallServices>();
        services.AddSingleton<CallPipeline>();
        services.AddApiDescription();
    }
}
