using System.Text.Json.Serialization;

namespace Kalends.Server.Delivery.Channels.Push;

/// <summary>What the page's service worker is given; <c>tag</c> lets a later notification of the same occurrence replace it.</summary>
internal sealed record PushBody(string Title, string Body, string Tag)
{
    public string? Url { get; init; }

    public required string Key { get; init; }
}

/// <summary>Who sends, to which service, until when (RFC 8292, 2).</summary>
internal sealed record VapidClaims(string Aud, long Exp, string Sub);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PushBody))]
[JsonSerializable(typeof(VapidClaims))]
internal sealed partial class PushJson : JsonSerializerContext;
