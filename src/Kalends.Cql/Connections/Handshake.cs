using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Kalends.Cql.Frames;
using Kalends.Cql.Requests;
using Kalends.Cql.Responses;

namespace Kalends.Cql.Connections;

/// <summary>Opens a connection and takes it to where it may be used (v4 specification, section 4.1.1; v5, section 2.3).</summary>
internal sealed class Handshake(ConnectionSettings settings)
{
    /// <exception cref="CqlException">The host cannot be reached, or does not want this client.</exception>
    public async Task<Connection> OpenAsync(IPEndPoint host, Action<EventResponse> onEvent, CancellationToken cancellation)
    {
        using var time = new CancellationTokenSource(settings.ConnectTimeout, settings.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        try
        {
            var stream = await Transport.OpenAsync(host, settings.Tls, limit.Token);
            var connection = new Connection(host, stream, settings, onEvent);
            return await StartAsync(connection, new Patience(settings.ConnectTimeout, limit.Token));
        }
        catch (Exception refused) when (refused is SocketException or IOException or AuthenticationException)
        {
            throw Unreachable(host, refused.Message, refused);
        }
        catch (Exception late) when (
            late is OperationCanceledException or CqlException { Error: CqlError.TimedOut } && !cancellation.IsCancellationRequested)
        {
            throw Unreachable(host, $"No connection within {settings.ConnectTimeout}.", late);
        }
    }

    private static CqlException Unreachable(IPEndPoint host, string reason, Exception cause) =>
        new(new CqlError.ConnectionLost(reason, Sent: false), host, cause);

    private async Task<Connection> StartAsync(Connection connection, Patience patience)
    {
        try
        {
            var compressed = settings.Compressed && await OffersLz4Async(connection, patience);
            var answer = await connection.SendAsync(new StartupRequest(compressed), patience);
            if (settings.Version >= ProtocolVersion.V5 && answer.Response is not ErrorResponse) connection.UseSegments();
            await FinishAsync(connection, answer.Response, patience);
            connection.Settle();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> OffersLz4Async(Connection connection, Patience patience) =>
        (await connection.SendAsync(OptionsRequest.Instance, patience)).Response switch
        {
            SupportedResponse supported => supported.Options.GetValueOrDefault("COMPRESSION", []).Contains("lz4")
                ? true
                : throw new CqlException(new CqlError.ConfigurationError("The server offers no LZ4 compression."), connection.Host),
            var other => throw Unexpected(connection, other),
        };

    private async Task FinishAsync(Connection connection, Response response, Patience patience)
    {
        switch (response)
        {
            case ReadyResponse:
                return;
            case AuthenticateResponse when settings is { User: { } user, Password: { } password }:
                await LogInAsync(connection, AuthResponseRequest.Plain(user, password), patience);
                return;
            case AuthenticateResponse authenticate:
                throw new CqlException(
                    new CqlError.BadCredentials($"{authenticate.Authenticator} asks for a user and a password."), connection.Host);
            default:
                throw Unexpected(connection, response);
        }
    }

    private static async Task LogInAsync(Connection connection, AuthResponseRequest credentials, Patience patience)
    {
        var answer = await connection.SendAsync(credentials, patience);
        if (answer.Response is not AuthSuccessResponse) throw Unexpected(connection, answer.Response);
    }

    private static CqlException Unexpected(Connection connection, Response response) => new(
        response switch
        {
            ErrorResponse error => error.Error,
            AuthChallengeResponse => new CqlError.BadCredentials("The server's authenticator is not SASL PLAIN."),
            _ => new CqlError.Malformed($"{response.GetType().Name} is no answer to a handshake."),
        },
        connection.Host);
}
