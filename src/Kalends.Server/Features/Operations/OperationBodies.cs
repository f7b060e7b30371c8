using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kalends.Server.Features.Operations;

/// <summary>That the process runs.</summary>
internal sealed record LiveBody(string Status);

/// <summary>Whether the process can serve, and what it depends on.</summary>
internal sealed record ReadyBody(string Status, string Version, string TzdbVersion, ImmutableArray<DependencyBody> Dependencies);

/// <summary>One server or file that the process depends on.</summary>
internal sealed record DependencyBody(string Name, string Status, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LiveBody))]
[JsonSerializable(typeof(ReadyBody))]
internal sealed partial class OperationsJson : JsonSerializerContext;
