using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Kalends.Domain.Notifications;
using Kalends.Server.Delivery.Channels.Http;
using Kalends.Server.Delivery.Wording;
using Kalends.Storage;

namespace Kalends.Server.Delivery.Channels.Push;

/// <summary>Web push to the user's browsers (RFC 8030). A 404 or 410 ends a subscription.</summary>
internal sealed class PushChannel(StorageSet storage, PublicHttp http, VapidKey vapid, PushTools tools) : IChannel
{
    private const int LongestBody = 500;
    private readonly Fanout fanout = new();

    public int Concurrency => 64;

    public int BatchSize => 256;

    public async Task<Handover> Prepare(Message message, CancellationToken cancellation)
    {
        var browsers = await storage.Receivers.ListPushSubscriptions(message.User.Id, cancellation);
        return _ => Deliver(message, browsers);
    }

    private async Task<Outcome> Deliver(Message message, ImmutableArray<PushSubscription> browsers)
    {
        if (browsers.IsEmpty) return Outcome.NoReceiver;
        var text = JsonSerializer.SerializeToUtf8Bytes(BodyOf(message), PushJson.Default.PushBody);
        return await fanout.Run(message, new Receivers<PushSubscription>(browsers, one => one.Id, one => Push(one, message, text)));
    }

    private PushBody BodyOf(Message message)
    {
        var words = MessageWords.For(message);
        return new PushBody(Cut(words.Heading), Cut(string.Join('\n', words.Lines)), Topic(message)) { Url = tools.Links.To(message), Key = message.Key };
    }

    private async Task<Outcome> Push(PushSubscription browser, Message message, byte[] text)
    {
        var endpoint = new Uri(browser.Endpoint);
        using var once = PushDraw.New();
        var sealedText = PushEncryption.Encrypt(text, new PushReceiver([.. browser.PublicKey], [.. browser.AuthSecret]), once);
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(sealedText) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", vapid.HeaderFor(endpoint));
        request.Headers.TryAddWithoutValidation("TTL", TimeToLive(message).ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("Topic", Topic(message));
        request.Headers.TryAddWithoutValidation("Urgency", "high");
        var result = await http.Send(request, CancellationToken.None);
        if (result is not HttpResult.Answered { Status: 404 or 410 }) return result.ToOutcome();
        await storage.Receivers.RemovePushSubscription(browser.UserId, browser.Id, CancellationToken.None);
        return Outcome.NoReceiver;
    }

    /// <summary>Seconds for which the service may keep it for a browser that is away: no longer than it is of use.</summary>
    private long TimeToLive(Message message)
    {
        var end = Usefulness.EndOf(message.Notification);
        return Math.Max(60, end.ToUnixTimeSeconds() - tools.Clock.GetUtcNow().ToUnixTimeSeconds());
    }

    /// <summary>One per occurrence, so that of two that a browser has not seen only the later is shown; at most 32 characters (RFC 8030, 5.4).</summary>
    private static string Topic(Message message) => Base64Url.EncodeToString(message.Occurrence.Id.Value.ToByteArray(bigEndian: true));

    private static string Cut(string text) => text.Length <= LongestBody ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestBody - 1]) ? LongestBody - 1 : LongestBody), "…");
}

/// <summary>What the channel writes with.</summary>
internal sealed record PushTools(MessageLinks Links, TimeProvider Clock);
