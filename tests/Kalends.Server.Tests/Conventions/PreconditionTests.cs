using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Conventions;

public class PreconditionTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_write_without_if_match_is_428(string method)
    {
        var (ada, path) = await Calendar();
        (await ada.Send(method, path, """{"name":"New"}""")).MustBeProblem(428);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_stale_version_is_412_with_the_resource_as_it_is(string method)
    {
        var (ada, path) = await Calendar();
        (await ada.Patch(path, new { name = "Newer" }, ("If-Match", "\"1\""))).Must(200);
        var answer = await ada.Send(method, path, """{"name":"Mine"}""", ("If-Match", "\"1\""));
        var current = answer.MustBeProblem(412).Json.GetProperty("current");
        Assert.Equal((await ada.Get(path)).Raw, current.GetRawText());
        Assert.Equal("Newer", current.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("\"1\"", 200)]
    [InlineData("*", 200)]
    [InlineData("\"9\", \"1\"", 200)]
    [InlineData("\"9\", \"8\"", 412)]
    [InlineData("W/\"1\"", 412)]
    [InlineData("1", 400)]
    [InlineData("\"1", 400)]
    public async Task If_match_is_read_as_the_rfc_says(string header, int status)
    {
        var (ada, path) = await Calendar();
        (await ada.Patch(path, new { name = "New" }, ("If-Match", header))).Must(status);
    }

    [Fact]
    public async Task Stale_comes_before_bad_input()
    {
        var (ada, path) = await Calendar();
        (await ada.Put(path, "not json at all", ("If-Match", "\"5\""))).MustBeProblem(412);
        (await ada.Put(path, "not json at all")).MustBeProblem(428);
        (await ada.Put(path, "not json at all", ("If-Match", "\"1\""))).MustBeProblem(400);
    }

    [Fact]
    public async Task Twenty_writers_of_one_version_have_one_winner()
    {
        var (ada, path) = await Calendar();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ada.Patch(path, new { name = $"Writer {i}" }, ("If-Match", "\"1\""))));
        var winner = Assert.Single(answers, answer => (int)answer.Status == 200);
        Assert.All(answers.Where(answer => answer != winner), answer => answer.MustBeProblem(412));
        Assert.Equal(winner.Raw, (await ada.Get(path)).Raw);
    }

    [Fact]
    public async Task Twenty_writers_who_overwrite_whatever_is_there_all_get_through()
    {
        var (ada, path) = await Calendar();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ada.Patch(path, new { description = $"{i}" }, ("If-Match", "*"))));
        Assert.Equal(Enumerable.Range(2, 20), answers.Select(answer => answer.Must(200).Json.GetProperty("version").GetInt32()).Order());
    }

    private async Task<(TestUser Ada, string Path)> Calendar()
    {
        var ada = await server.SignUp();
        var made = await ada.Post("/calendars", new { name = "Work" });
        return (ada, made.Must(201).Header("Location"));
    }
}
