using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Conventions;

public class PagingTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Pages_together_are_the_whole_list_in_its_order()
    {
        var ada = await WithCalendars(7);
        var whole = (await ada.Get("/calendars")).Must(200).Items().Select(item => item.GetRawText());
        var parts = new List<string>();
        for (string? token = ""; token is not null;)
        {
            var page = (await ada.Get($"/calendars?pageSize=3{token}")).Must(200);
            Assert.InRange(page.Items().Count, 1, 3);
            parts.AddRange(page.Items().Select(item => item.GetRawText()));
            token = page.Json.TryGetProperty("nextPageToken", out var next) ? $"&pageToken={next.GetString()}" : null;
        }
        Assert.Equal(8, parts.Count);
        Assert.Equal(whole, parts);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2501")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData("99999999999999")]
    public async Task A_page_size_out_of_range_is_refused(string size)
    {
        var ada = await server.SignUp();
        Assert.Equal(["pageSize"], (await ada.Get($"/calendars?pageSize={size}")).MustBeProblem(400).Faults);
    }

    [Fact]
    public async Task A_page_of_2500_is_allowed()
    {
        var ada = await server.SignUp();
        (await ada.Get("/calendars?pageSize=2500")).Must(200);
    }

    [Fact]
    public async Task A_changed_token_does_not_open()
    {
        var ada = await WithCalendars(2);
        var token = await Token(ada, "/calendars");
        for (var i = 0; i < token.Length; i += 5)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Equal(["pageToken"], (await ada.Get($"/calendars?pageSize=1&pageToken={changed}")).MustBeProblem(400).Faults);
        }
    }

    [Fact]
    public async Task A_token_is_good_for_one_caller_and_one_list()
    {
        var (ada, ben) = (await WithCalendars(2), await WithCalendars(2));
        var token = await Token(ada, "/calendars");
        (await ada.Get($"/calendars?pageSize=2&pageToken={token}")).Must(200);
        (await ben.Get($"/calendars?pageSize=1&pageToken={token}")).MustBeProblem(400);
        (await ada.Get($"/calendars/shared?pageSize=1&pageToken={token}")).MustBeProblem(400);
        (await ada.Get($"/calendars?pageSize=1&pageToken={token}&colour=red")).MustBeProblem(400);
        (await ada.Get($"/calendars?pageToken={token}&pageToken={token}")).MustBeProblem(400);
    }

    private static async Task<string> Token(TestUser user, string list) =>
        (await user.Get($"{list}?pageSize=1")).Must(200).Text("nextPageToken");

    private async Task<TestUser> WithCalendars(int count)
    {
        var user = await server.SignUp();
        for (var i = 0; i < count; i++) (await user.Post("/calendars", new { name = $"Calendar {i}" })).Must(201);
        return user;
    }
}
