using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kalends.Server.Hosting;

/// <summary>Traces and metrics. Metrics are always there to be scraped; traces are only made where a collector is configured.</summary>
internal static class Telemetry
{
    /// <summary>The standard variable of the OpenTelemetry specification.</summary>
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What a series of numbers takes is laid out for as many sets of tags as there may be, from the start: 2,000 by default.</summary>
    private const int MostTagSets = 200;

    private const string ByRoute = "http.server.request.duration";

    /// <summary>Counts every block of four kilobytes that is sent, twice: a tenth of the time of a large answer.</summary>
    private const string MemoryPool = "Microsoft.AspNetCore.MemoryPool";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("kalends", serviceVersion: ServerVersion.Text))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("Kalends.*").AddPrometheusExporter()
                .AddView(StreamOf));
        if (string.IsNullOrEmpty(builder.Configuration[Collector])) return;
        telemetry
            .WithMetrics(metrics => metrics.AddOtlpExporter())
            .WithTracing(tracing => tracing
                // The address of a feed is its secret.
                .AddAspNetCoreInstrumentation(requests => requests.Filter = http => !http.Request.Path.StartsWithSegments("/feeds"))
                .AddOtlpExporter());
    }

    private static MetricStreamConfiguration? StreamOf(Instrument instrument) => instrument switch
    {
        { Meter.Name: MemoryPool } => MetricStreamConfiguration.Drop,
        { Name: ByRoute } => null,
        _ => new MetricStreamConfiguration { CardinalityLimit = MostTagSets },
    };
}
