using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Kalends.Server.Delivery.Channels.Email;

/// <summary>
/// What a mail server's refusals mean: 4xx may pass, 5xx of the recipient or the mail is for good (RFC 5321, 4.2.1); what concerns the
/// server, the connection or the log-in would meet every mail. Texts of servers name addresses, so only their codes are kept.
/// </summary>
internal static partial class SmtpFaults
{
    public static Outcome Outcome(Exception fault) => fault switch
    {
        SmtpCommandException refusal => Outcome(refusal),
        AuthenticationException => Outage("the mail server refuses the log-in"),
        SslHandshakeException => Outage("no secure connection to the mail server"),
        _ => Outage("no connection to the mail server"),
    };

    public static bool IsOfTransport(Exception exception) => exception is SocketException or IOException or TimeoutException
        or ProtocolException or CommandException or ServiceNotConnectedException or SslHandshakeException or AuthenticationException
        or OperationCanceledException;

    private static Outcome Outcome(SmtpCommandException refusal)
    {
        var reason = Reason(refusal);
        var code = (int)refusal.StatusCode;
        if (code == 421) return Outage(reason);
        if (code < 500) return new Outcome.Postponed(reason);
        // 53x: authentication is missing or wrong (RFC 4954, 6).
        var isOurs = refusal.ErrorCode == SmtpErrorCode.SenderNotAccepted || code is >= 530 and <= 539;
        return isOurs ? Outage(reason) : new Outcome.Rejected(reason);
    }

    private static Outcome.Postponed Outage(string reason) => new(reason) { IsOutage = true };

    /// <summary>The reply code and, where there is one, the enhanced status code (RFC 3463).</summary>
    private static string Reason(SmtpCommandException refusal)
    {
        var enhanced = EnhancedCode().Match(refusal.Message);
        return enhanced.Success ? $"SMTP {(int)refusal.StatusCode} {enhanced.Value}" : $"SMTP {(int)refusal.StatusCode}";
    }

    [GeneratedRegex(@"\b[45]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex EnhancedCode();
}
