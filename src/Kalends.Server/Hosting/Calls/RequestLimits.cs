namespace Kalends.Server.Hosting.Calls;

/// <summary>How much one request may ask for.</summary>
internal sealed record RequestLimits
{
    /// <summary>Bytes of a request body; exactly that many are fine.</summary>
    public int BodyBytes { get; init; } = 1024 * 1024;

    /// <summary>How deep the JSON of a body may be nested.</summary>
    public int JsonDepth { get; init; } = 32;

    /// <summary>How long the server works on one request before it gives up.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Octets of an imported file; exactly that many are fine.</summary>
    public int ImportBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>How long the server works on one import, export or feed.</summary>
    public TimeSpan TransferTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Items of a page where the client names no size.</summary>
    public int DefaultPageSize { get; init; } = 250;

    /// <summary>The most items a client may ask for.</summary>
    public int LargestPageSize { get; init; } = 2500;
}
