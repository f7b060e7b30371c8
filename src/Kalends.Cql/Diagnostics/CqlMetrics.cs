using System.Diagnostics.Metrics;

namespace Kalends.Cql.Diagnostics;

/// <summary>The instruments of the meter "Kalends.Cql".</summary>
internal static class CqlMetrics
{
    private static readonly Meter Meter = new("Kalends.Cql");

    public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "kalends.cql.request.duration", "s", "Time of a request with its retries, by outcome.");

    public static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "kalends.cql.retries", "{attempt}", "Attempts after the first, by what the attempt before answered.");

    public static readonly Counter<long> Speculations = Meter.CreateCounter<long>(
        "kalends.cql.speculations", "{attempt}", "Attempts started because an earlier one was slow.");

    public static readonly Counter<long> Preparations = Meter.CreateCounter<long>(
        "kalends.cql.preparations", "{statement}", "Statements prepared on a host.");

    public static readonly UpDownCounter<long> Connections = Meter.CreateUpDownCounter<long>(
        "kalends.cql.connections", "{connection}", "Open connections.");

    public static readonly UpDownCounter<long> UnderWay = Meter.CreateUpDownCounter<long>(
        "kalends.cql.requests.under_way", "{request}", "Requests not answered yet.");
}
