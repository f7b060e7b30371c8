using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kalends.Server.Hosting;

/// <summary>Traces and metrics. Metrics are always there to be scraped; traces are only made where a collector is configured.</summary>
internal static class Telemetry
{
    /// <summary>The standard variable of the OpenTelemetry specification.</summary>
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Of one metric: more than routes times their statuses. Room for them is taken at the start, and the library's own figure would take
    /// a tenth of the server's memory.
    /// </summary>
    private const int MostSeries = 500;

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("kalends", serviceVersion: ServerVersion.Text))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = MostSeries })
                .AddPrometheusExporter());
        if (string.IsNullOrEmpty(builder.Configuration[Collector])) return;
        telemetry
            .WithMetrics(metrics => metrics.AddOtlpExporter())
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddOtlpExporter());
    }
}
