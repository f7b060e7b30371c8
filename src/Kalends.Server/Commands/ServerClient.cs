using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kalends.Server.Commands;

/// <summary>The calls that commands make, as any client of the API would.</summary>
internal sealed class ServerClient : IDisposable
{
    private readonly HttpClient http;
    private readonly ImportOptions options;

    private ServerClient(HttpClient http, ImportOptions options) => (this.http, this.options) = (http, options);

    public static async Task<ServerClient> SignIn(ImportOptions options, CancellationToken cancellation)
    {
        var http = new HttpClient { BaseAddress = options.Server, Timeout = Timeout.InfiniteTimeSpan };
        var client = new ServerClient(http, options);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Token ?? await client.LogIn(cancellation));
        return client;
    }

    public async Task<string> OnlyCalendar(CancellationToken cancellation)
    {
        var items = (await Send(HttpMethod.Get, "/calendars", null, cancellation)).GetProperty("items").EnumerateArray().ToList();
        if (items.Count == 1) return Text(items[0], "calendarId");
        var names = items.Select(calendar => $"{Text(calendar, "calendarId")} {Text(calendar, "name")}");
        throw new CommandException($"say which calendar, with --calendar ID:\n{string.Join('\n', names)}");
    }

    /// <summary>The report of the import.</summary>
    public Task<JsonElement> Import(string calendar, HttpContent file, CancellationToken cancellation)
    {
        file.Headers.ContentType = new MediaTypeHeaderValue("text/calendar", "utf-8");
        var path = $"/calendars/{Uri.EscapeDataString(calendar)}/import?dryRun={(options.IsDryRun ? "true" : "false")}";
        return Send(HttpMethod.Post, path, file, cancellation);
    }

    /// <summary>What was not taken, a line for each component.</summary>
    public async IAsyncEnumerable<string> Refused(string import, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? token = ""; token is not null;)
        {
            var more = token.Length == 0 ? "" : $"&pageToken={Uri.EscapeDataString(token)}";
            var page = await Send(HttpMethod.Get, $"/imports/{import}/items?outcome=refused{more}", null, cancellation);
            foreach (var item in page.GetProperty("items").EnumerateArray()) yield return Line(item);
            token = page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<string> LogIn(CancellationToken cancellation)
    {
        if (options.Email is null || options.Password is null) throw new CommandException("say who you are: a token, or an address and a password");
        var body = new JsonObject { ["email"] = options.Email, ["password"] = options.Password }.ToJsonString();
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        return Text(await Send(HttpMethod.Post, "/sessions", content, cancellation), "token");
    }

    private async Task<JsonElement> Send(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var answer = await http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsByteArrayAsync(cancellation);
        if (answer.IsSuccessStatusCode) return JsonElement.Parse(text);
        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        throw new CommandException(isProblem
            ? Text(JsonElement.Parse(text), "detail")
            : string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)answer.StatusCode}"));
    }

    private static string Line(JsonElement item)
    {
        var why = item.GetProperty("errors").EnumerateObject().Select(error => $"{error.Name} {error.Value[0].GetString()}");
        var uid = item.TryGetProperty("uid", out var known) ? $" {known.GetString()}" : "";
        return $"line {item.GetProperty("line").GetInt32().ToString(CultureInfo.InvariantCulture)}, {Text(item, "component")}{uid}: {string.Join("; ", why)}";
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
