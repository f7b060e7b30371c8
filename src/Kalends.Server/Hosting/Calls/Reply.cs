using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kalends.Domain;
using Kalends.Server.Hosting.Problems;

namespace Kalends.Server.Hosting.Calls;

/// <summary>What an operation answers: a status, what goes into its headers, and a body.</summary>
internal sealed record Reply(int Status)
{
    public string? ETag { get; init; }

    public string? Location { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>Writes the body; null for none.</summary>
    public Action<IBufferWriter<byte>>? Body { get; init; }

    /// <summary>Bytes of the body, where that is known before it is written: then it is written where it is sent from, and never copied.</summary>
    public int? Length { get; init; }

    /// <summary>Writes a body that is too long to be held, a piece at a time; instead of <see cref="Body"/>.</summary>
    public Func<PipeWriter, CancellationToken, Task>? Stream { get; init; }

    /// <summary>Where the answer may be kept and asked for again; else it may not be kept at all.</summary>
    public string? CacheControl { get; init; }

    public static Reply NoContent { get; } = new(204);

    public static Reply Ok<T>(T body, JsonTypeInfo<T> shape) => Of(200, body, shape);

    public static Reply Created<T>(T body, JsonTypeInfo<T> shape) => Of(201, body, shape);

    public static Reply Of<T>(int status, T body, JsonTypeInfo<T> shape) => new(status) { Body = output => Write(output, body, shape) };

    public static implicit operator Reply(Problem problem) => Of(problem.Status, problem, ProblemJson.Default.Problem) with
    {
        ContentType = "application/problem+json",
        RetryAfter = problem.RetryAfter,
    };

    public static implicit operator Reply(Refusal refusal) => ProblemKinds.From(refusal);

    /// <summary>Adds the version as a strong entity tag.</summary>
    public Reply Tagged(long version) => this with { ETag = EntityTag.Of(version) };

    public Reply At(string location) => this with { Location = location };

    /// <summary>Sends it. The body goes straight into the connection's own buffers.</summary>
    public async Task Send(HttpResponse response, CancellationToken cancellation = default)
    {
        response.StatusCode = Status;
        if (ETag is not null) response.Headers.ETag = ETag;
        if (Location is not null) response.Headers.Location = Location;
        if (Status == 401) response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfter is { } wait) response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (CacheControl is not null) response.Headers.CacheControl = CacheControl;
        if (Stream is not null)
        {
            response.ContentType = ContentType;
            await Stream(response.BodyWriter, cancellation);
            return;
        }
        if (Body is null) return;
        response.ContentType = ContentType;
        if (Length is { } length)
        {
            response.ContentLength = length;
            await response.StartAsync(CancellationToken.None);
        }
        Body(response.BodyWriter);
        if (Length is null && response.BodyWriter.CanGetUnflushedBytes) response.ContentLength = response.BodyWriter.UnflushedBytes;
        await response.BodyWriter.FlushAsync(CancellationToken.None);
    }

    private static void Write<T>(IBufferWriter<byte> output, T body, JsonTypeInfo<T> shape)
    {
        using var writer = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(writer, body, shape);
    }
}
