using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Operations;

/// <summary>
/// On a server of its own, after all other tests: all servers of a process measure into one metric of a name, and the first that stops
/// ends it for the others.
/// </summary>
[Collection(nameof(MetricsTests))]
[CollectionDefinition(nameof(MetricsTests), DisableParallelization = true)]
public sealed class MetricsTests
{
    [Fact]
    public async Task Metrics_count_requests_by_route_in_prometheus_text()
    {
        await using var server = await TestServer.Start();
        (await server.Nobody.Get("/health/live")).Must(200);
        var answer = (await server.Nobody.Get("/metrics")).Must(200);
        Assert.StartsWith("text/plain", answer.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", answer.Raw, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/health/live\"", answer.Raw, StringComparison.Ordinal);
    }
}
