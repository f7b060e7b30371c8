using System.Text.Json;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Events;

/// <summary>Answers of the form <c>{"items":[…],"nextPageToken":"…"}</c>.</summary>
internal static class ListReply
{
    public static Reply Of<T>(IEnumerable<T> items, string? nextPageToken, Action<Utf8JsonWriter, T> write) =>
        Of(items, ("nextPageToken", nextPageToken), write);

    /// <param name="items">Written when the answer is sent.</param>
    /// <param name="token">Name and value of the token that goes with them, left out where it is null.</param>
    /// <param name="write">Writes one item.</param>
    public static Reply Of<T>(IEnumerable<T> items, (string Name, string? Value) token, Action<Utf8JsonWriter, T> write) => new(200)
    {
        Body = output =>
        {
            using var json = EventJson.Open(output);
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var item in items) write(json, item);
            json.WriteEndArray();
            if (token.Value is not null) json.WriteString(token.Name, token.Value);
            json.WriteEndObject();
        },
    };
}
