using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kalends.Domain;
using Kalends.Domain.Notifications;
using Kalends.Server.Delivery.Channels.Http;
using Kalends.Server.Delivery.Channels.Push;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Json;
using Kalends.Storage;
using NodaTime;

namespace Kalends.Server.Features.Notifications;

/// <summary>Subscribes a browser. The same browser again is the same subscription, renewed.</summary>
internal sealed class AddPushSubscription(StorageSet storage, PublicHttp http) : IOperation
{
    private const int Most = 20;
    private const int LongestEndpoint = 2048;
    private const int AuthLength = 16;
    private static readonly KeyRule Point = new(IsPoint, "must be an uncompressed point of P-256 in base64url");
    private static readonly KeyRule AuthSecret = new(bytes => bytes.Length == AuthLength, "must be 16 bytes in base64url");

    public async Task<Reply> Handle(Call call)
    {
        var body = await call.ReadBody();
        var endpoint = ReadEndpoint(body);
        body.Require("keys");
        var keys = body.Object("keys");
        var point = ReadKey(keys, "p256dh", Point);
        var secret = ReadKey(keys, "auth", AuthSecret);
        var expires = body.LongInteger("expirationTime");
        if (call.Refused() is { } refused) return refused;

        var subscription = new PushSubscription
        {
            Id = IdOf(endpoint!), UserId = call.UserId, Endpoint = endpoint!, PublicKey = [.. point!], AuthSecret = [.. secret!],
            ExpiresAt = expires is { } at ? Instant.FromUnixTimeSeconds(Math.Clamp(at / 1000, 0, 253_402_300_799)) : null, CreatedAt = call.Now,
        };
        var there = await storage.Receivers.ListPushSubscriptions(call.UserId, call.Cancellation);
        if (there.Length >= Most && !there.Any(one => one.Id == subscription.Id))
            return new Refusal.Conflicting($"there are {Most} subscriptions, which is the limit");
        await storage.Receivers.Put(subscription, call.Cancellation);
        return Reply.Created(PushSubscriptionBody.From(subscription), ReceiversJson.Default.PushSubscriptionBody);
    }

    private string? ReadEndpoint(Members body)
    {
        if (body.RequiredText("endpoint") is not { } text) return null;
        if (text.Length <= LongestEndpoint && Uri.TryCreate(text, UriKind.Absolute, out var address) && http.Allows(address)) return text;
        body.Refuse("endpoint", "must be the https address of a push service");
        return null;
    }

    private static byte[]? ReadKey(Members? keys, string name, KeyRule rule)
    {
        if (keys?.RequiredText(name) is not { } text) return null;
        if (Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text) is var bytes && rule.IsRight(bytes)) return bytes;
        keys.Refuse(name, rule.Words);
        return null;
    }

    /// <summary>A point off the curve could tell something of the key that it is multiplied with.</summary>
    private static bool IsPoint(byte[] bytes)
    {
        if (bytes.Length != PushEncryption.PointLength || bytes[0] != 4) return false;
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = PushEncryption.Point(bytes) });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static Guid IdOf(string endpoint)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(endpoint));
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F)); // a version 8 UUID (RFC 9562, 5.8)
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private sealed record KeyRule(Func<byte[], bool> IsRight, string Words);
}
