using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace Kalends.Testing.Receivers;

/// <summary>
/// A mail server on loopback: STARTTLS or TLS from the first byte, log-in, pipelining of mails over one connection; and it fails on command.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly X509Certificate2 certificate = SelfSigned();
    private Task? accepting;
    private int connections;

    private SmtpServer() { }

    /// <summary>Every mail that was taken, in order.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>How many connections were made.</summary>
    public int Connections => Volatile.Read(ref connections);

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What to do instead of going along; null goes along.</summary>
    public Func<SmtpCommand, SmtpReaction?> Script { get; set; } = _ => null;

    /// <summary>The log-in that is asked for, or null for none.</summary>
    public (string User, string Password)? LogIn { get; init; }

    public bool IsTlsFromStart { get; init; }

    public bool OffersStartTls { get; init; } = true;

    public string CertificateSha256 => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    public static SmtpServer Start(SmtpServer? configured = null)
    {
        SmtpServer server = configured ?? new SmtpServer();
        server.listener.Start();
        server.accepting = server.Accept();
        return server;
    }

    /// <summary>A server that asks for a log-in.</summary>
    public static SmtpServer WithLogIn(string user, string password) => Start(new SmtpServer { LogIn = (user, password) });

    /// <summary>A server that speaks TLS from the first byte.</summary>
    public static SmtpServer WithTls() => Start(new SmtpServer { IsTlsFromStart = true, OffersStartTls = false });

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        if (accepting is not null) await accepting;
        certificate.Dispose();
        end.Dispose();
    }

    internal X509Certificate2 Certificate => certificate;

    private async Task Accept()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(end.Token);
                Interlocked.Increment(ref connections);
                sessions.Add(Serve(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var session = new SmtpSession(this, client.GetStream());
                await session.Run(end.Token);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                return; // the client is gone, or was sent away
            }
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddYears(5));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}

/// <summary>A mail as it arrived.</summary>
/// <param name="From">Of the envelope.</param>
/// <param name="To">Of the envelope.</param>
/// <param name="Mail">Parsed.</param>
/// <param name="Raw">As it came.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, MimeMessage Mail, string Raw);

/// <summary>Where a session stands.</summary>
/// <param name="Verb">MAIL, RCPT, DATA, or <c>.</c> for the end of the data; CONNECT before the greeting.</param>
/// <param name="Argument">The rest of the line.</param>
/// <param name="To">The recipients so far.</param>
public sealed record SmtpCommand(string Verb, string Argument, IReadOnlyList<string> To);

/// <summary>Something else than going along: a reply, none, after a while, or the end of the connection.</summary>
public sealed record SmtpReaction(string? Reply)
{
    public TimeSpan After { get; init; }

    public static SmtpReaction Drop { get; } = new((string?)null);

    public static SmtpReaction Slowly(TimeSpan after, string reply) => new(reply) { After = after };
}
