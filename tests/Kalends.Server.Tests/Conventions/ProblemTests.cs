using Kalends.Server.Tests.Running;
using Kalends.Testing.InMemory;

namespace Kalends.Server.Tests.Conventions;

public sealed class ProblemTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("PATCH", "/users", 405)]
    [InlineData("GET", "/users/me", 401)]
    [InlineData("GET", "/calendars/0", 401)]
    public async Task What_the_framework_refuses_is_a_problem_too(string method, string path, int status) =>
        (await server.Nobody.Send(method, path)).MustBeProblem(status);

    [Fact]
    public async Task A_method_that_is_not_there_names_those_that_are()
    {
        var answer = await server.Nobody.Send("PATCH", "/users");
        Assert.Equal("POST", answer.MustBeProblem(405).Header("Allow"));
    }

    [Fact]
    public async Task Every_response_carries_its_own_request_id()
    {
        var answers = new[]
        {
            await server.Nobody.Get("/health/live"), await server.Nobody.Get("/nowhere"), await server.Nobody.Get("/users/me"),
            await server.Nobody.Get("/docs/"), await server.Nobody.Get("/metrics"), await server.Nobody.Get("/openapi/v1.json"),
        };
        Assert.Equal(answers.Length, answers.Select(answer => answer.Header("X-Request-Id")).Where(id => id.Length == 32).Distinct().Count());
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer kal_AAAA")]
    [InlineData("Bearer nothing-of-ours")]
    [InlineData("Basic YWRhOnB3")]
    public async Task A_token_that_is_none_is_401(string header)
    {
        var answer = await server.Nobody.Send("GET", "/calendars", null, ("Authorization", header));
        Assert.Equal("Bearer", answer.MustBeProblem(401).Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_fault_of_the_server_tells_nothing_but_the_request_id()
    {
        var faults = new Faults();
        await using var broken = await TestServer.Start(new TestSetup { Storage = new InMemoryStorageSet(TimeProvider.System, faults: faults) });
        faults.DieBefore(Step.Single);
        var answer = await broken.Nobody.Post("/sessions", new { email = "ada@example.org", password = "long enough" });
        answer.MustBeProblem(500);
        Assert.DoesNotContain("died", answer.Raw, StringComparison.Ordinal);
        Assert.NotEmpty(answer.Header("X-Request-Id"));
    }

    [Fact]
    public async Task A_storage_that_does_not_answer_is_503_and_says_when_to_ask_again()
    {
        var faults = new Faults();
        await using var shaky = await TestServer.Start(new TestSetup
        {
            Storage = new InMemoryStorageSet(TimeProvider.System, faults: faults), Arguments = ["--roles", "api"],
        });
        var ada = await shaky.SignUp();
        faults.FailBefore(Step.Single);
        var answer = (await ada.Get("/calendars")).MustBeProblem(503);
        Assert.Equal(("urn:kalends:problem:storage-unavailable", "1"), (answer.Text("type"), answer.Header("Retry-After")));
        Assert.DoesNotContain("as the test wished", answer.Raw, StringComparison.Ordinal);
        (await ada.Get("/calendars")).Must(200);
    }

    [Fact]
    public async Task A_request_that_is_not_http_is_400()
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync("NONSENSE\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 400", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }
}
