namespace Kalends.Server.Hosting.Calls;

/// <summary>The route needs no signed-in caller.</summary>
internal sealed record OpenToAll;

/// <summary>The route may be asked at any rate: a probe that is refused would have a healthy process killed.</summary>
internal sealed record Unlimited;

/// <summary>The route makes something and accepts an Idempotency-Key.</summary>
internal sealed record AcceptsKey;

/// <summary>The route moves whole calendars: it may take as long as a slow line needs.</summary>
internal sealed record Transfer;

/// <summary>The route writes a versioned resource and requires If-Match.</summary>
internal sealed record Preconditioned;
