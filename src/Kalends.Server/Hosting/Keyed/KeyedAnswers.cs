using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Server.Hosting.Keyed;

/// <summary>
/// Idempotency-Key: the same key and body within a day answers the first result again. The ids of what a keyed call makes come from
/// its key, so that a repeat after a crash, or in another process, finds what the first made instead of making it twice.
/// </summary>
internal sealed class KeyedAnswers(IIdempotencyStore store, ServerSecret secret)
{
    /// <summary>How long an answer is kept, and a repeat is taken for one.</summary>
    public static readonly Duration Lifetime = Duration.FromHours(24);

    private const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    private readonly byte[] key = secret.DeriveKey("idempotency");
    private readonly Seal seal = new(secret.DeriveKey("kept-answers")); // some bodies hold a secret that is shown once
    private readonly KeyedLocks locks = new();

    public async Task<Reply> Run(Call call, IOperation operation)
    {
        if (call.Request.Headers[Header] is not { Count: > 0 } sent) return await operation.Handle(call);
        if (sent is not [{ Length: > 0 and <= LongestKey } name] || name.Any(letter => letter is < '!' or > '~'))
        {
            return Refusal.Invalid.Of(Header, $"must be one word of at most {LongestKey} visible ASCII characters");
        }
        var body = await call.ReadBytes();
        if (call.Refused() is { } refused) return refused;
        var path = $"{call.Request.Method} {call.Request.Path}";
        var request = new KeyedRequest(path, name, [.. SHA256.HashData(body.Span)]);
        using var turn = await locks.Wait($"{call.UserId} {path} {name}", call.Cancellation);
        return await AnswerOnce(call, operation, request);
    }

    private async Task<Reply> AnswerOnce(Call call, IOperation operation, KeyedRequest request)
    {
        var kept = await store.Find(call.UserId, request.Path, request.Key, call.Cancellation);
        if (kept is null || IsOver(kept, call))
        {
            call.Ids = IdSource.Derived(key, Encoding.UTF8.GetBytes($"{call.UserId} {request.Path} {request.Key}"));
            var reply = await operation.Handle(call);
            if (reply.Status is < 200 or > 299) return reply;
            var first = Freeze(call, request, reply);
            kept = await store.Keep(first, call.Cancellation);
            if (IsOver(kept, call)) kept = first; // yesterday's, not yet swept away
        }
        return kept.BodyHash.AsSpan().SequenceEqual(request.BodyHash.AsSpan())
            ? Thaw(kept)
            : new Refusal.Conflicting("this Idempotency-Key was used with another body");
    }

    private static bool IsOver(KeyedAnswer kept, Call call) => kept.At + Lifetime <= call.Now;

    private KeyedAnswer Freeze(Call call, KeyedRequest request, Reply reply)
    {
        var body = new ArrayBufferWriter<byte>();
        reply.Body?.Invoke(body);
        return new KeyedAnswer
        {
            UserId = call.UserId,
            Path = request.Path,
            Key = request.Key,
            BodyHash = request.BodyHash,
            Status = reply.Status,
            Location = reply.Location,
            ETag = reply.ETag,
            Body = [.. seal.Close(body.WrittenSpan, context: [])],
            At = call.Now,
        };
    }

    private Reply Thaw(KeyedAnswer kept)
    {
        var body = seal.Open(kept.Body.AsSpan(), context: [])
            ?? throw new InvalidOperationException("A kept answer does not open: the server's secret was changed.");
        return new Reply(kept.Status)
        {
            Location = kept.Location,
            ETag = kept.ETag,
            Body = body.Length == 0 ? null : output => output.Write(body),
        };
    }

    private sealed record KeyedRequest(string Path, string Key, ImmutableArray<byte> BodyHash);
}
