using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Load.Servers;

/// <summary>The calls that prepare a measurement; they are not measured.</summary>
internal sealed class KalendsClient : IDisposable
{
    public const int PageSize = 2500;

    private readonly HttpClient http;

    private KalendsClient(HttpClient http, string token)
    {
        this.http = http;
        Token = token;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public string Token { get; }

    /// <summary>A new user, signed in.</summary>
    public static async Task<KalendsClient> SignUp(Uri server, string email)
    {
        var http = new HttpClient { BaseAddress = server };
        await Read(await http.PostAsJsonAsync("/users", new JsonObject { ["email"] = email, ["name"] = "Load", ["password"] = "a long pass phrase", ["timeZone"] = "Europe/Berlin" }));
        JsonNode session = await Read(await http.PostAsJsonAsync("/sessions", new JsonObject { ["email"] = email, ["password"] = "a long pass phrase" }));
        return new KalendsClient(http, (string)session["token"]!);
    }

    public async Task<string> CreateCalendar(string name)
    {
        JsonNode calendar = await Read(await http.PostAsJsonAsync("/calendars", new JsonObject { ["name"] = name, ["timeZone"] = "Europe/Berlin" }));
        return (string)calendar["calendarId"]!;
    }

    public async Task<string> CreateEvent(string calendar, byte[] json)
    {
        JsonNode created = await Read(await http.PostAsync($"/calendars/{calendar}/events", Json(json)));
        return (string)created["eventId"]!;
    }

    public async Task ChangeInstance(string eventId, Instant originalStart, byte[]? json)
    {
        string target = $"/events/{eventId}?scope=this&originalStart={InstantPattern.General.Format(originalStart)}";
        using var request = new HttpRequestMessage(json is null ? HttpMethod.Delete : HttpMethod.Patch, target);
        request.Headers.Add("If-Match", "*");
        request.Content = json is null ? null : Json(json, "application/merge-patch+json");
        await Read(await http.SendAsync(request));
    }

    /// <summary>Every page of a list.</summary>
    public async Task<IReadOnlyList<Answer>> ReadPages(string target)
    {
        List<Answer> pages = [];
        for (string? next = target; next is not null;)
        {
            byte[] body = await http.GetByteArrayAsync(next);
            pages.Add(new Answer(next, body));
            next = JsonNode.Parse(body)!["nextPageToken"] is { } token ? $"{target}&pageToken={Uri.EscapeDataString((string)token!)}" : null;
        }

        return pages;
    }

    public void Dispose() => http.Dispose();

    private static ByteArrayContent Json(byte[] json, string type = "application/json") =>
        new(json) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static async Task<JsonNode> Read(HttpResponseMessage answer)
    {
        string body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {body}");
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }
}
