using System.Net;
using System.Text.Json;

namespace Kalends.Server.Tests.Running;

/// <summary>What the server answered, read whole.</summary>
internal sealed record Response(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Raw)
{
    public JsonElement Json => JsonElement.Parse(Raw);

    /// <summary>The members of a problem that are wrong.</summary>
    public IEnumerable<string> Faults => Json.GetProperty("errors").EnumerateObject().Select(member => member.Name);

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public static async Task<Response> Read(HttpResponseMessage answer) => new(
        answer.StatusCode,
        answer.Headers.Concat(answer.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        await answer.Content.ReadAsStringAsync());

    public string Text(string member) => Json.GetProperty(member).GetString()!;

    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    public IReadOnlyList<JsonElement> Items() => [.. Json.GetProperty("items").EnumerateArray()];

    /// <summary>Fails the test with the body at hand.</summary>
    public Response Must(int status)
    {
        Assert.True((int)Status == status, $"expected {status}, got {(int)Status}: {Raw}");
        return this;
    }

    /// <summary>A problem of that status, in the form that every problem has.</summary>
    public Response MustBeProblem(int status)
    {
        Must(status);
        Assert.Equal("application/problem+json", Header("Content-Type"));
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.StartsWith("urn:kalends:problem:", Text("type"), StringComparison.Ordinal);
        Assert.NotEmpty(Text("title"));
        Assert.NotEmpty(Text("detail"));
        return this;
    }
}
