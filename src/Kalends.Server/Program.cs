using Kalends.Server.Commands;
using Kalends.Server.Delivery;
using Kalends.Server.Demo;
using Kalends.Server.Features.Calendars;
using Kalends.Server.Features.Events;
using Kalends.Server.Features.Events.Sync;
using Kalends.Server.Features.Feeds;
using Kalends.Server.Features.Imports;
using Kalends.Server.Features.Notifications;
using Kalends.Server.Features.Operations;
using Kalends.Server.Features.Users;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Problems;
using Kalends.Server.Identity;
using Kalends.Server.Projecting;
using Kalends.Server.Work;

namespace Kalends.Server;

/// <summary>The only executable. Roles decide which of its parts one process runs.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (CommandLine.Run(args) is { } command) return await command;
        await Build(args).RunAsync();
        return 0;
    }

    // Watching appsettings.json watches the whole tree under the working folder: 45 ms of the start, and a descriptor a folder.
    private const string SettingsReadOnce = "--hostBuilder:reloadConfigOnChange=false";

    /// <param name="args">Switches: <c>--urls</c>, <c>--roles</c>, <c>--demo</c>, and any configuration key.</param>
    /// <param name="replace">What a test puts in the place of a part: a clock, a storage set.</param>
    internal static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateSlimBuilder([SettingsReadOnce, .. args.WithoutDemo()]);
        var options = ServerOptions.Read(builder.Configuration);
        builder.AddHosting(options);
        builder.AddTelemetry();
        builder.Services.AddStorage(options);
        builder.Services.AddIdentity(options);
        builder.Services.AddUsers();
        builder.Services.AddCalendars();
        builder.Services.AddProjecting();
        builder.Services.AddDelivery(DeliveryOptions.Read(new Settings(builder.Configuration.GetSection("Kalends"))));
        builder.Services.AddEvents();
        builder.Services.AddSync();
        builder.Services.AddImports();
        builder.Services.AddFeeds();
        builder.Services.AddNotifications();
        builder.Services.AddOperations();
        if (options.Roles.Worker) builder.Services.AddWork();
        if (options.Roles.Notifier) builder.Services.AddNotifier();
        builder.Services.AddDemo(args);
        replace?.Invoke(builder.Services);
        builder.Services.AddStoreClock();

        var app = builder.Build();
        app.UseMiddleware<ProblemBoundary>();
        app.UseRouting();
        app.MapOperations();
        if (options.Roles.Api)
        {
            app.MapUsers();
            app.MapCalendars();
            app.MapEvents();
            app.MapSync();
            app.MapImports();
            app.MapFeeds();
            app.MapNotifications();
        }
        return app;
    }
}
