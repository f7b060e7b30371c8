using System.Text.Json;

namespace Kalends.Server.Tests.BadInput;

/// <summary>
/// One request that must be refused. In the file: <c>name</c>, <c>request</c> ("PUT /calendars/{work}"), <c>status</c>; and, as needed,
/// <c>member</c> (a key of the problem's errors), <c>body</c> (JSON) or <c>text</c> (sent as it stands) or <c>bytes</c> (Base64),
/// <c>repeat</c> ([text, times]: replaces {repeat} in the body), <c>headers</c>, <c>as</c> (who sends it, ada unless given). Names in braces are
/// the world's.
/// </summary>
internal sealed record BadInputCase(string Name, string Request, int Status)
{
    public string? Member { get; init; }

    public object? Body { get; init; }

    public string As { get; init; } = "ada";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static BadInputCase Read(JsonElement json) => new(Text(json, "name")!, Text(json, "request")!, json.GetProperty("status").GetInt32())
    {
        Member = Text(json, "member"),
        Body = ReadBody(json),
        As = Text(json, "as") ?? "ada",
        Headers = json.TryGetProperty("headers", out var headers)
            ? [.. headers.EnumerateObject().Select(header => (header.Name, header.Value.GetString()!))]
            : [],
    };

    private static object? ReadBody(JsonElement json)
    {
        if (Text(json, "bytes") is { } bytes) return Convert.FromBase64String(bytes);
        var body = Text(json, "text") ?? (json.TryGetProperty("body", out var value) ? value.GetRawText() : null);
        if (body is null || !json.TryGetProperty("repeat", out var repeat)) return body;
        var repeated = string.Concat(Enumerable.Repeat(repeat[0].GetString()!, repeat[1].GetInt32()));
        return body.Replace("{repeat}", repeated, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement json, string member) => json.TryGetProperty(member, out var value) ? value.GetString() : null;
}
