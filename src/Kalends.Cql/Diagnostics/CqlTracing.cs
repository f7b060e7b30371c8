using System.Diagnostics;
using System.Net;

namespace Kalends.Cql.Diagnostics;

/// <summary>The activities of the source "Kalends.Cql", named as OpenTelemetry's conventions for databases ask.</summary>
internal static class CqlTracing
{
    private static readonly ActivitySource Source = new("Kalends.Cql");

    public static Activity? Start(string cql)
    {
        var activity = Source.StartActivity("cql", ActivityKind.Client);
        if (activity is not { IsAllDataRequested: true }) return activity;
        activity.SetTag("db.system.name", "cassandra");
        // The values are not in it: they are bound apart.
        activity.SetTag("db.query.text", cql);
        return activity;
    }

    public static void Succeed(Activity? activity, IPEndPoint coordinator) => activity?.SetTag("server.address", coordinator.ToString());

    public static void Fail(Activity? activity, string error)
    {
        activity?.SetTag("error.type", error);
        activity?.SetStatus(ActivityStatusCode.Error, error);
    }
}
