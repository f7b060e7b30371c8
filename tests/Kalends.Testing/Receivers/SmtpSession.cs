using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Kalends.Testing.Receivers;

/// <summary>One connection to the mail server (RFC 5321).</summary>
internal sealed class SmtpSession(SmtpServer server, NetworkStream network) : IAsyncDisposable
{
    private readonly List<string> recipients = [];
    private Stream stream = network;
    private string sender = "";
    private bool isSecure;
    private bool isLoggedIn;

    public async Task Run(CancellationToken end)
    {
        if (server.IsTlsFromStart) await Secure(end);
        if (!await Answer("CONNECT", "", "220 localhost ESMTP", end)) return;
        while (await ReadLine(end) is { } line)
        {
            string verb = line.Split(' ', 2)[0].ToUpperInvariant();
            if (!await Handle(verb, line.Length > verb.Length ? line[(verb.Length + 1)..] : "", end)) return;
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<bool> Handle(string verb, string argument, CancellationToken end)
    {
        switch (verb)
        {
            case "EHLO":
                return await Answer(verb, argument, Greeting(), end);
            case "STARTTLS":
                await Write("220 go on", end);
                await Secure(end);
                return true;
            case "AUTH":
                return await LogIn(argument, end);
            case "MAIL":
                if (server.LogIn is not null && !isLoggedIn) return await Write("530 5.7.0 log in first", end);
                sender = Address(argument);
                recipients.Clear();
                return await Answer(verb, argument, "250 2.1.0 ok", end);
            case "RCPT":
                recipients.Add(Address(argument));
                return await Answer(verb, argument, "250 2.1.5 ok", end);
            case "DATA":
                return await Answer(verb, argument, "354 go on", end, async () => await Receive(end));
            case "QUIT":
                await Write("221 bye", end);
                return false;
            case "RSET" or "NOOP":
                return await Answer(verb, argument, "250 ok", end);
            default:
                return await Write("502 5.5.1 unknown", end);
        }
    }

    private async Task<bool> Receive(CancellationToken end)
    {
        var data = new StringBuilder();
        while (await ReadLine(end) is { } line && line != ".") data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        string raw = data.ToString();
        return await Answer(".", "", "250 2.0.0 taken", end, () =>
        {
            using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(raw));
            server.Mails.Enqueue(new ReceivedMail(sender, [.. recipients], MimeMessage.Load(bytes, CancellationToken.None), raw));
            return Task.FromResult(true);
        });
    }

    /// <summary>Goes along, unless the script says otherwise; then what follows does not.</summary>
    private async Task<bool> Answer(string verb, string argument, string usual, CancellationToken end, Func<Task<bool>>? then = null)
    {
        if (server.Script(new SmtpCommand(verb, argument, recipients)) is not { } reaction)
        {
            if (verb == "." && then is not null) await then(); // taken before it is said to be
            await Write(usual, end);
            return verb == "." || then is null || await then();
        }
        if (reaction.After > TimeSpan.Zero) await Task.Delay(reaction.After, end);
        return reaction.Reply is not null && await Write(reaction.Reply, end);
    }

    private async Task<bool> LogIn(string argument, CancellationToken end)
    {
        string given = Encoding.UTF8.GetString(Convert.FromBase64String(argument.Split(' ')[1]));
        isLoggedIn = server.LogIn is { } wanted && given == $"\0{wanted.User}\0{wanted.Password}";
        return await Write(isLoggedIn ? "235 2.7.0 welcome" : "535 5.7.8 no", end);
    }

    private string Greeting()
    {
        List<string> lines = ["localhost", "8BITMIME", "SMTPUTF8", "PIPELINING", "ENHANCEDSTATUSCODES"];
        if (server.OffersStartTls && !isSecure) lines.Add("STARTTLS");
        if (server.LogIn is not null && isSecure) lines.Add("AUTH PLAIN");
        return string.Join("\r\n", lines.Select((line, at) => $"250{(at == lines.Count - 1 ? ' ' : '-')}{line}"));
    }

    private async Task Secure(CancellationToken end)
    {
        var secured = new SslStream(stream);
        stream = secured;
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, end);
        isSecure = true;
    }

    private async Task<bool> Write(string reply, CancellationToken end)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), end);
        await stream.FlushAsync(end);
        return true;
    }

    private async Task<string?> ReadLine(CancellationToken end)
    {
        var line = new List<byte>();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, end) == 1)
        {
            if (one[0] == '\n') return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }
        return null;
    }

    private static string Address(string argument) => argument.Split('<', '>')[1];
}
