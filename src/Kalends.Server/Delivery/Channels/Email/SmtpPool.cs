using System.Collections.Concurrent;
using System.Security.Cryptography;
using MailKit.Net.Smtp;

namespace Kalends.Server.Delivery.Channels.Email;

/// <summary>Connections to the mail server, kept for the next mail; one that has rested is asked whether it still lives.</summary>
internal sealed class SmtpPool(EmailOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Doubtful = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(60);

    private readonly ConcurrentStack<(SmtpClient Client, long Since)> idle = new();

    public async Task<SmtpClient> Rent(CancellationToken cancellation)
    {
        while (idle.TryPop(out var rested))
        {
            if (await IsAlive(rested.Client, clock.GetElapsedTime(rested.Since), cancellation)) return rested.Client;
            rested.Client.Dispose();
        }
        return await Connect(cancellation);
    }

    public void Return(SmtpClient client)
    {
        if (client.IsConnected) idle.Push((client, clock.GetTimestamp()));
        else client.Dispose();
    }

    public void Dispose()
    {
        while (idle.TryPop(out var rested)) rested.Client.Dispose();
    }

    private static async Task<bool> IsAlive(SmtpClient client, TimeSpan rested, CancellationToken cancellation)
    {
        if (!client.IsConnected || rested > Stale) return false;
        if (rested < Doubtful) return true;
        try
        {
            await client.NoOpAsync(cancellation);
            return true;
        }
        catch (Exception exception) when (SmtpFaults.IsOfTransport(exception))
        {
            return false;
        }
    }

    private async Task<SmtpClient> Connect(CancellationToken cancellation)
    {
        var client = new SmtpClient { Timeout = (int)options.Patience.TotalMilliseconds, CheckCertificateRevocation = false };
        if (options.CertificateSha256 is { } pinned)
            client.ServerCertificateValidationCallback = (_, certificate, _, _) =>
                string.Equals(certificate?.GetCertHashString(HashAlgorithmName.SHA256), pinned, StringComparison.OrdinalIgnoreCase);
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Security, cancellation);
            if (options.User is not null) await client.AuthenticateAsync(options.User, options.Password ?? "", cancellation);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
