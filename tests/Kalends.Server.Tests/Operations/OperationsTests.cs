using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Operations;

public sealed class OperationsTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Ready_names_each_dependency_and_its_state()
    {
        var answer = await server.Nobody.Get("/health/ready");
        var dependency = Assert.Single(answer.Must(200).Json.GetProperty("dependencies").EnumerateArray());
        Assert.Equal("up", dependency.GetProperty("status").GetString());
        Assert.NotEmpty(dependency.GetProperty("name").GetString()!);
        Assert.Contains("20", answer.Text("tzdbVersion"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_docs_load_nothing_from_elsewhere()
    {
        var page = (await server.Nobody.Get("/docs/")).Must(200);
        Assert.StartsWith("text/html", page.Header("Content-Type"), StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", page.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_without_the_api_role_serves_operations_only()
    {
        await using var worker = await TestServer.Start(new TestSetup { Arguments = ["--roles", "worker,notifier"] });
        (await worker.Nobody.Get("/health/ready")).Must(200);
        (await worker.Nobody.Post("/users", new { email = "a@example.org", name = "A", password = "long enough" })).MustBeProblem(404);
    }
}
