using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Kalends.Server.Features.Operations;

/// <summary>That the process runs.</summary>
internal sealed record LiveBody(string Status);

/// <summary>Whether the process can serve, and what it depends on.</summary>
internal sealed record ReadyBody(string Status, string Version, string TzdbVersion, ImmutableArray<DependencyBody> Dependencies);

/// <summary>One server or file that the process depends on.</summary>
internal sealed record DependencyBody(string Name, string Status, string Detail);

/// <summary>A notification that failed for good.</summary>
internal sealed record DeadNotificationBody(Guid NotificationId, string UserId, Guid EventId, string Channel)
{
    public required string TriggerTime { get; init; }

    public required int RetryCount { get; init; }

    public required string Failure { get; init; }
}

/// <summary>All of them.</summary>
internal sealed record DeadNotificationList(ImmutableArray<DeadNotificationBody> Items);

/// <summary>How many are due again.</summary>
internal sealed record ReplayedBody(int Replayed);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LiveBody))]
[JsonSerializable(typeof(ReadyBody))]
[JsonSerializable(typeof(DeadNotificationList))]
[JsonSerializable(typeof(ReplayedBody))]
internal sealed partial class OperationsJson : JsonSerializerContext;
