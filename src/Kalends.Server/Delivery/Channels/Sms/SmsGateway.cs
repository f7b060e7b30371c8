using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;

namespace Kalends.Server.Delivery.Channels.Sms;

/// <summary>Posts text messages to the configured gateway.</summary>
internal sealed class SmsGateway(SmsOptions options) : IDisposable
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string Json = "application/json";

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    public async Task<Outcome> Send(TextMessage message, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url)
        {
            Content = new StringContent(Body(message), Encoding.UTF8, new MediaTypeHeaderValue(options.MediaType)),
        };
        if (options.Account is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Account}:{options.Token}")));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Key);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return Outcome((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            return new Outcome.Postponed("no answer from the gateway") { IsOutage = true };
        }
    }

    public void Dispose() => client.Dispose();

    private static Outcome Outcome(int status, TimeSpan? retryAfter) => status switch
    {
        >= 200 and < 300 => Delivery.Outcome.Accepted,
        // The account or the address, not the message: every other would meet the same.
        (>= 300 and < 400) or 401 or 403 or 404 or 408 or 429 or >= 500 => new Outcome.Postponed($"HTTP {status}")
        {
            IsOutage = true,
            NotBefore = retryAfter is { } wait ? NodaTime.Duration.FromTimeSpan(wait) : null,
        },
        _ => new Outcome.Rejected($"HTTP {status}"),
    };

    private string Body(TextMessage message) => options.Template
        .Replace("{to}", Escape(message.To), StringComparison.Ordinal)
        .Replace("{from}", Escape(options.From), StringComparison.Ordinal)
        .Replace("{key}", Escape(message.Key), StringComparison.Ordinal)
        .Replace("{text}", Escape(message.Text), StringComparison.Ordinal); // last: what people wrote is not read again

    private string Escape(string text) => options.MediaType == Json ? JavaScriptEncoder.Default.Encode(text) : Uri.EscapeDataString(text);
}

/// <summary>A text message.</summary>
/// <param name="To">E.164.</param>
/// <param name="Text">What is shown.</param>
/// <param name="Key">The same for every attempt.</param>
internal sealed record TextMessage(string To, string Text, string Key);
