using Kalends.Server.Hosting;
using MailKit.Security;

namespace Kalends.Server.Delivery.Channels.Email;

/// <summary>The mail server that takes this installation's mail, and whom it comes from.</summary>
internal sealed record EmailOptions(string Host, int Port, string From)
{
    public string FromName { get; init; } = "Kalends";

    /// <summary><c>starttls</c>, <c>tls</c> from the first byte, or <c>none</c>.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>How many mails may be under way at once, each over a connection of its own.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>How long the server may take for one answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>SHA-256 of the server's certificate in hexadecimal, where no authority that the machine trusts has signed it; or null.</summary>
    public string? CertificateSha256 { get; init; }

    public static EmailOptions? Read(Settings settings)
    {
        if (settings.Text("Email:Host") is not { } host) return null;
        var from = settings.Text("Email:From") ?? throw new InvalidConfigurationException("Kalends:Email:From", "is required with a host");
        var defaults = new EmailOptions(host, 587, from);
        return defaults with
        {
            Port = settings.Count("Email:Port") ?? defaults.Port,
            FromName = settings.Text("Email:FromName") ?? defaults.FromName,
            Security = settings.Text("Email:Security") switch
            {
                null or "starttls" => SecureSocketOptions.StartTls,
                "tls" => SecureSocketOptions.SslOnConnect,
                "none" => SecureSocketOptions.None,
                _ => throw new InvalidConfigurationException("Kalends:Email:Security", "must be starttls, tls or none"),
            },
            User = settings.Text("Email:User"),
            Password = settings.Text("Email:Password"),
            Connections = settings.Count("Email:Connections") ?? defaults.Connections,
            Patience = settings.Span("Email:Patience") ?? defaults.Patience,
            CertificateSha256 = settings.Text("Email:CertificateSha256"),
        };
    }

    /// <summary>No password in logs.</summary>
    public override string ToString() => $"{nameof(EmailOptions)} {Host}:{Port}";
}
