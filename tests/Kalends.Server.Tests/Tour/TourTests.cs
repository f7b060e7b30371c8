using System.Diagnostics;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Tour;

public sealed class TourTests
{
    [Fact]
    public async Task Two_tours_at_once_are_answered_as_the_contract_says()
    {
        await using var server = new ServerProcess(new Dictionary<string, string>());
        await server.Start();
        foreach (Tour tour in (await WalkTwice(server.Address)).Where(tour => tour.Status != 0))
            Assert.Fail($"{tour.Story}\n\nThe server said:\n{await server.Output}");
    }

    [Theory, MemberData(nameof(StorageSets.Clusters), MemberType = typeof(StorageSets))]
    public async Task Two_tours_at_once_on_a_cluster_are_answered_alike(string set)
    {
        await using var server = await StorageSets.Start(set);
        foreach (Tour tour in await WalkTwice(server.Http.BaseAddress!)) Assert.True(tour.Status == 0, tour.Story);
    }

    [Fact]
    public async Task A_tour_without_a_server_fails()
    {
        Tour tour = await Walk(new Uri("http://127.0.0.1:1"));
        Assert.NotEqual(0, tour.Status);
    }

    private static Task<Tour[]> WalkTwice(Uri server) => Task.WhenAll(Walk(server), Walk(server));

    private static async Task<Tour> Walk(Uri server)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "tour.sh");
        var start = new ProcessStartInfo("bash", ["-c", "exec bash \"$0\" \"$1\" 2>&1", script, $"http://{server.Authority}"])
        {
            RedirectStandardOutput = true,
        };
        using Process walk = Process.Start(start)!;
        string story = await walk.StandardOutput.ReadToEndAsync();
        await walk.WaitForExitAsync();
        return new Tour(walk.ExitCode, story);
    }

    private sealed record Tour(int Status, string Story);
}
