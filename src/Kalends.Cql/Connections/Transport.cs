using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Kalends.Cql.Connections;

/// <summary>Opens the stream of bytes to a host, inside TLS where asked.</summary>
internal static class Transport
{
    public static async Task<Stream> OpenAsync(IPEndPoint host, SslClientAuthenticationOptions? tls, CancellationToken cancellation)
    {
        var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, cancellation);
            return tls is null
                ? new NetworkStream(socket, ownsSocket: true)
                : await EncryptAsync(socket, host, tls, cancellation);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> EncryptAsync(
        Socket socket, IPEndPoint host, SslClientAuthenticationOptions tls, CancellationToken cancellation)
    {
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsClientAsync(ForHost(tls, host), cancellation);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Certificates are checked against the host's own address, unless the options name what they are made out to.</summary>
    private static SslClientAuthenticationOptions ForHost(SslClientAuthenticationOptions tls, IPEndPoint host) => new()
    {
        TargetHost = tls.TargetHost ?? host.Address.ToString(),
        RemoteCertificateValidationCallback = tls.RemoteCertificateValidationCallback,
        LocalCertificateSelectionCallback = tls.LocalCertificateSelectionCallback,
        ClientCertificates = tls.ClientCertificates,
        ClientCertificateContext = tls.ClientCertificateContext,
        CertificateChainPolicy = tls.CertificateChainPolicy,
        CertificateRevocationCheckMode = tls.CertificateRevocationCheckMode,
        EnabledSslProtocols = tls.EnabledSslProtocols,
        CipherSuitesPolicy = tls.CipherSuitesPolicy,
        EncryptionPolicy = tls.EncryptionPolicy,
    };
}
