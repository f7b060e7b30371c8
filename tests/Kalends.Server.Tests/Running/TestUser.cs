using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Kalends.Server.Tests.Running;

/// <summary>Somebody who sends requests, signed in or not.</summary>
internal sealed class TestUser(HttpClient http, string? token)
{
    public const string Password = "correct horse battery";

    private static readonly JsonSerializerOptions Plain = new();

    public string UserId { get; init; } = "";

    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Token => token;

    public Task<Response> Get(string path) => Send("GET", path);

    public Task<Response> Post(string path, object? body = null, params (string Name, string Value)[] headers) => Send("POST", path, body, headers);

    public Task<Response> Put(string path, object body, params (string Name, string Value)[] headers) => Send("PUT", path, body, headers);

    public Task<Response> Patch(string path, object body, params (string Name, string Value)[] headers) => Send("PATCH", path, body, headers);

    public Task<Response> Delete(string path, params (string Name, string Value)[] headers) => Send("DELETE", path, null, headers);

    /// <summary>A body that is a string is sent as it stands; anything else as JSON.</summary>
    public async Task<Response> Send(string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = Content(body);
        foreach (var (name, value) in headers)
        {
            if (request.Headers.TryAddWithoutValidation(name, value)) continue;
            request.Content!.Headers.Remove(name);
            if (value.Length > 0) request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        using var answer = await http.SendAsync(request);
        return await Response.Read(answer);
    }

    private static ByteArrayContent Content(object body)
    {
        var bytes = body switch
        {
            byte[] raw => raw,
            string text => Encoding.UTF8.GetBytes(text),
            _ => JsonSerializer.SerializeToUtf8Bytes(body, Plain),
        };
        return new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}
