using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using Kalends.Domain;
using Kalends.Server.Hosting.Json;
using Kalends.Server.Hosting.Problems;
using Microsoft.Net.Http.Headers;

namespace Kalends.Server.Hosting.Calls;

/// <summary>The body of one request: read once, checked to be strict JSON (RFC 8259, unique names as in RFC 7493).</summary>
internal sealed class RequestBody(HttpRequest request, RequestLimits limits)
{
    private ReadOnlyMemory<byte>? read;

    /// <summary>Set when the body is beyond the limit, which is not 400.</summary>
    public Problem? Problem { get; private set; }

    public async ValueTask<ReadOnlyMemory<byte>> ReadBytes(CancellationToken cancellation) => read ??= await Receive(cancellation);

    /// <summary>The JSON value, or null, and then the errors say why.</summary>
    public async ValueTask<JsonElement?> Read(InputErrors errors, CancellationToken cancellation)
    {
        var text = await ReadBytes(cancellation);
        if (Problem is not null) return null;
        if (FindFault(text.Span) is { } fault)
        {
            errors.Add(fault.Member, fault.Message);
            return null;
        }
        return Parse(text.Span, errors);
    }

    private JsonElement? Parse(ReadOnlySpan<byte> text, InputErrors errors)
    {
        try
        {
            return JsonElement.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = limits.JsonDepth });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var (member, message) = JsonFault.Find(text, limits.JsonDepth);
            errors.Add(member, message);
            return null;
        }
    }

    private JsonFault? FindFault(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return new JsonFault(JsonFault.Whole, "is required");
        if (!IsJson(request.ContentType)) return new JsonFault("Content-Type", "must be application/json, in UTF-8");
        return Utf8.IsValid(text) ? null : new JsonFault(JsonFault.Whole, "is not UTF-8");
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/merge-patch+json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private async Task<ReadOnlyMemory<byte>> Receive(CancellationToken cancellation)
    {
        if (request.ContentLength > limits.BodyBytes) return TooLarge();
        using var end = cancellation.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), request.BodyReader);
        while (await ReadPart() is { } part)
        {
            if (part.IsCompleted && part.Buffer.Length <= limits.BodyBytes) return Take(part.Buffer);
            var isTooLong = part.Buffer.Length > limits.BodyBytes;
            request.BodyReader.AdvanceTo(isTooLong ? part.Buffer.End : part.Buffer.Start, part.Buffer.End);
            cancellation.ThrowIfCancellationRequested();
            if (isTooLong) break;
        }
        return TooLarge();
    }

    /// <summary>What has come so far, or null where the transport itself gives up.</summary>
    private async ValueTask<ReadResult?> ReadPart()
    {
        try
        {
            return await request.BodyReader.ReadAsync(CancellationToken.None);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private ReadOnlyMemory<byte> Take(ReadOnlySequence<byte> body)
    {
        var whole = body.ToArray();
        request.BodyReader.AdvanceTo(body.End);
        return whole;
    }

    private ReadOnlyMemory<byte> TooLarge()
    {
        Problem = ProblemKinds.BodyTooLarge(limits.BodyBytes);
        return default;
    }
}
