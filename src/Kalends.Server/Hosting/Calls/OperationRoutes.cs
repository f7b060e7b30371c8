using Kalends.Domain.Access;
using Kalends.Storage.Calendars;

namespace Kalends.Server.Hosting.Calls;

/// <summary>The words of a route table.</summary>
internal static class OperationRoutes
{
    public static IEndpointConventionBuilder MapOperation<TOperation>(this IEndpointRouteBuilder routes, string method, string path)
        where TOperation : class, IOperation => routes.MapOperation(method, path, routes.ServiceProvider.GetRequiredService<TOperation>());

    public static IEndpointConventionBuilder MapOperation(this IEndpointRouteBuilder routes, string method, string path, IOperation operation)
    {
        var pipeline = routes.ServiceProvider.GetRequiredService<CallPipeline>();
        RequestDelegate run = http => pipeline.Run(http, operation);
        return routes.MapMethods(path, [method], run).WithMetadata(run.Method); // the method is what makes the API explorer list the route
    }

    /// <summary>The path holds <c>{calendarId}</c>; the caller wants to do this with it.</summary>
    public static IEndpointConventionBuilder MapCalendarOperation<TOperation>(
        this IEndpointRouteBuilder routes, string method, string path, CalendarAct act)
        where TOperation : class, ICalendarOperation => routes.MapCalendarOperation<TOperation>(method, path, _ => act);

    /// <inheritdoc cref="MapCalendarOperation{TOperation}(IEndpointRouteBuilder, string, string, CalendarAct)"/>
    public static IEndpointConventionBuilder MapCalendarOperation<TOperation>(
        this IEndpointRouteBuilder routes, string method, string path, Func<Call, CalendarAct> act)
        where TOperation : class, ICalendarOperation
    {
        var calendars = routes.ServiceProvider.GetRequiredService<ICalendarStore>();
        var operation = routes.ServiceProvider.GetRequiredService<TOperation>();
        return routes.MapOperation(method, path, new OnCalendar(operation, calendars, act));
    }

    /// <summary>Nobody needs to be signed in.</summary>
    public static IEndpointConventionBuilder OpenToAll(this IEndpointConventionBuilder route) => route.WithMetadata(new OpenToAll());

    /// <summary>The route may be asked at any rate.</summary>
    public static IEndpointConventionBuilder Unlimited(this IEndpointConventionBuilder route) => route.WithMetadata(new Unlimited());

    /// <summary>The route moves whole calendars.</summary>
    public static IEndpointConventionBuilder Transfers(this IEndpointConventionBuilder route) => route.WithMetadata(new Transfer());

    /// <summary>The route writes a versioned resource; it requires If-Match.</summary>
    public static IEndpointConventionBuilder Preconditioned(this IEndpointConventionBuilder route) => route.WithMetadata(new Preconditioned());

    /// <summary>The route makes something; it accepts an Idempotency-Key.</summary>
    public static IEndpointConventionBuilder AcceptsKey(this IEndpointConventionBuilder route) => route.WithMetadata(new AcceptsKey());
}
