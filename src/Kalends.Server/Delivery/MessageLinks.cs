using System.Buffers.Binary;
using System.Buffers.Text;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting;

namespace Kalends.Server.Delivery;

/// <summary>The addresses in messages. There are none where the installation does not know its own.</summary>
internal sealed class MessageLinks(ServerSecret secret, DeliveryOptions options)
{
    private readonly Seal seal = new(secret.DeriveKey("unsubscribe"));

    public string? Home => options.PublicUrl?.AbsoluteUri;

    public string? To(Message message) => options.PublicUrl is null ? null
        : new Uri(options.PublicUrl, $"?event={message.Occurrence.EventId.Value:D}&start={Instants.Format(message.Occurrence.Times.Start)}").AbsoluteUri;

    /// <summary>Ends mail to the user without signing in (RFC 8058): whoever holds the address may, so it is sealed.</summary>
    public string? Unsubscribe(UserId user) => options.PublicUrl is null ? null
        : new Uri(options.PublicUrl, $"notifications/unsubscribe?token={Token(user)}").AbsoluteUri;

    public string Token(UserId user)
    {
        Span<byte> id = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(id, user.Value);
        return Base64Url.EncodeToString(seal.Close(id, "mail"u8));
    }

    /// <summary>Whom a token is of; null for one that this installation has not made.</summary>
    public UserId? ReadToken(string token)
    {
        if (!Base64Url.IsValid(token)) return null;
        var closed = new byte[token.Length];
        if (!Base64Url.TryDecodeFromChars(token, closed, out var length)) return null;
        return seal.Open(closed.AsSpan(0, length), "mail"u8) is { Length: sizeof(long) } id ? new UserId(BinaryPrimitives.ReadInt64BigEndian(id)) : null;
    }
}
