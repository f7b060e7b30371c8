using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using NodaTime;

namespace Kalends.Server.Delivery.Channels.Http;

/// <summary>
/// Sends requests to addresses that users name. Every connection goes to a public address, looked at after DNS has answered and then used
/// itself, so that no second answer can lead elsewhere; redirects are not followed; answers are not read. A host that keeps failing is left
/// alone for a while, so that it takes nobody else's turn.
/// </summary>
internal sealed class PublicHttp : IDisposable
{
    private const int PerHost = 4;
    private const int MostHosts = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Breaker> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpClient client;
    private readonly TimeProvider clock;
    private readonly bool anywhere;

    public PublicHttp(DeliveryOptions options, TimeProvider clock)
    {
        (this.clock, anywhere) = (clock, options.AllowPrivateAddresses);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            ConnectCallback = Connect,
            MaxConnectionsPerServer = PerHost,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // so that a changed address is found
        };
        client = new HttpClient(handler) { Timeout = Patience };
    }

    /// <summary>Whether requests may go to the address at all, as far as its text tells.</summary>
    public bool Allows(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (anywhere && address.Scheme == Uri.UriSchemeHttp))
        && (anywhere || !IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal) || PublicAddress.Is(literal));

    /// <summary>The answer's status and how long it asks to wait; or why there is none.</summary>
    public async Task<HttpResult> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (!Allows(request.RequestUri!)) return new HttpResult.Forbidden();
        var host = HostOf(request.RequestUri!);
        if (host.Remaining is { } pause) return new HttpResult.Unanswered("the host is left alone for a while", Duration.FromTimeSpan(pause));
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)answer.StatusCode >= 500) host.Failed();
            else host.Succeeded();
            return new HttpResult.Answered((int)answer.StatusCode, RetryAfter(answer.Headers.RetryAfter));
        }
        catch (HttpRequestException exception) when (exception.InnerException is ForbiddenAddressException)
        {
            return new HttpResult.Forbidden();
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            host.Failed();
            return new HttpResult.Unanswered(exception is TaskCanceledException ? "no answer in time" : "no connection", NotBefore: null);
        }
    }

    public void Dispose() => client.Dispose();

    private Breaker HostOf(Uri address)
    {
        if (hosts.Count > MostHosts) hosts.Clear();
        return hosts.GetOrAdd(address.Authority, _ => new Breaker(clock));
    }

    private Duration? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Duration.FromTimeSpan(date - clock.GetUtcNow()),
        _ => null,
    };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        // One private address among public ones is an attack or an accident: neither is to be served.
        if (!anywhere && (found.Length == 0 || !Array.TrueForAll(found, PublicAddress.Is))) throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>What became of a request.</summary>
internal abstract record HttpResult
{
    private HttpResult() { }

    public sealed record Answered(int Status, Duration? RetryAfter) : HttpResult;

    public sealed record Unanswered(string Reason, Duration? NotBefore) : HttpResult;

    /// <summary>It would have gone where users' requests must not go.</summary>
    public sealed record Forbidden : HttpResult;

    /// <summary>The outcome where only a 2xx takes the message, and other answers mean what HTTP says they mean.</summary>
    public Outcome ToOutcome() => this switch
    {
        Answered { Status: >= 200 and < 300 } => Outcome.Accepted,
        Answered { Status: 408 or 425 or 429 or >= 500 } later => new Outcome.Postponed($"HTTP {later.Status}") { NotBefore = later.RetryAfter },
        Answered never => new Outcome.Rejected($"HTTP {never.Status}"),
        Unanswered none => new Outcome.Postponed(none.Reason) { NotBefore = none.NotBefore },
        _ => new Outcome.Rejected("the address is not public"),
    };
}

internal sealed class ForbiddenAddressException() : IOException("The address is not public.");
