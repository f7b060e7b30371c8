using System.Text;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Conventions;

public sealed class BodyTests(SharedServer shared)
{
    private const int Limit = 1024 * 1024;

    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Every_fault_is_named_at_once()
    {
        var answer = await server.Nobody.Post("/users", """{"email":5,"name":true,"password":"short","timeZone":"Mars/Base"}""");
        Assert.Equal(["email", "name", "password", "timeZone"], answer.MustBeProblem(400).Faults);
        Assert.Equal("[\"must be a string\"]", answer.Json.GetProperty("errors").GetProperty("email").GetRawText());
    }

    [Fact]
    public async Task Unknown_members_are_ignored()
    {
        var ada = await server.SignUp();
        var answer = await ada.Post("/calendars", """{"name":"Work","mood":{"deep":[1,2]},"summary":"of nothing here"}""");
        answer.Must(201);
    }

    [Theory]
    [InlineData("""{"name":"x","timezone":"UTC"}""", "timezone", "timeZone")]
    [InlineData("""{"name":"x","time_zone":"UTC"}""", "time_zone", "timeZone")]
    [InlineData("""{"name":"x","Color":"#000000"}""", "Color", "color")]
    public async Task A_near_miss_is_refused_with_the_right_word(string body, string member, string meant)
    {
        var ada = await server.SignUp();
        var answer = await ada.Post("/calendars", body);
        Assert.Equal([member], answer.MustBeProblem(400).Faults);
        Assert.Contains(meant, answer.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"a","name":"b"}""", "name")]
    [InlineData("""{"name":"a","deep":[{"x":1},{"x":1,"x":2}]}""", "deep[1].x")]
    public async Task A_member_given_twice_is_named(string body, string member)
    {
        var ada = await server.SignUp();
        var answer = await ada.Post("/calendars", body);
        Assert.Equal([member], answer.MustBeProblem(400).Faults);
    }

    [Theory]
    [InlineData("{\"name\":\"a\\ud800b\"}", "name")]
    [InlineData("{\"na\\udc00me\":\"x\",\"name\":\"x\"}", "body")]
    public async Task Half_a_surrogate_pair_is_refused(string body, string member)
    {
        var ada = await server.SignUp();
        Assert.Equal([member], (await ada.Post("/calendars", body)).MustBeProblem(400).Faults);
    }

    [Fact]
    public async Task A_whole_surrogate_pair_is_a_character()
    {
        var ada = await server.SignUp();
        var answer = await ada.Post("/calendars", "{\"name\":\"\\ud83d\\udcc5\"}");
        Assert.Equal("📅", answer.Must(201).Text("name"));
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused()
    {
        var ada = await server.SignUp();
        byte[] body = [.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Assert.Equal(["body"], (await ada.Post("/calendars", body)).MustBeProblem(400).Faults);
    }

    [Fact]
    public async Task Deep_nesting_is_refused_where_it_gets_too_deep()
    {
        var ada = await server.SignUp();
        var body = "{\"name\":" + new string('[', 33) + new string(']', 33) + "}";
        var answer = await ada.Post("/calendars", body);
        Assert.StartsWith("name[0][0]", answer.MustBeProblem(400).Faults.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("")]
    public async Task A_body_of_another_media_type_is_bad_input(string type)
    {
        var ada = await server.SignUp();
        var answer = await ada.Post("/calendars", """{"name":"x"}""", ("Content-Type", type));
        Assert.Equal(["Content-Type"], answer.MustBeProblem(400).Faults);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        var ada = await server.SignUp();
        (await ada.Post("/calendars", Padded(Limit))).Must(201);
    }

    [Fact]
    public async Task One_byte_more_is_too_large()
    {
        var ada = await server.SignUp();
        (await ada.Post("/calendars", Padded(Limit + 1))).MustBeProblem(413);
    }

    [Fact]
    public async Task A_body_without_a_length_is_measured_too()
    {
        var ada = await server.SignUp();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/calendars") { Content = new StringContent(Padded(Limit + 1), Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new("Bearer", ada.Token);
        using var answer = await server.Http.SendAsync(request);
        (await Response.Read(answer)).MustBeProblem(413);
    }

    private static string Padded(int bytes)
    {
        const string body = """{"name":"x"}""";
        return body + new string(' ', bytes - body.Length);
    }
}
