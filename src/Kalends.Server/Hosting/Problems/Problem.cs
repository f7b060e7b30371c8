using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalends.Server.Hosting.Problems;

/// <summary>The body of every answer from 400 on (RFC 9457).</summary>
/// <param name="Type">A name that stays; programs switch on it.</param>
/// <param name="Title">The kind of problem in words, the same for each of its type.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is the matter this time.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail)
{
    /// <summary>For 400: what is wrong, by member path, parameter or header.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Errors { get; init; }

    /// <summary>For 412: the resource as it is now.</summary>
    public JsonElement? Current { get; init; }

    /// <summary>For 429 and 503: when to try again, sent as a header.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
