using System.Net;
using System.Text;
using Kalends.Domain.Notifications;
using Kalends.Server.Delivery.Wording;
using MimeKit;

namespace Kalends.Server.Delivery.Channels.Email;

/// <summary>Makes a mail of a message: plain and pretty, in the reader's language, zone and way to write the time.</summary>
internal sealed class ComposeMail(EmailOptions options, MessageLinks links, TimeProvider clock)
{
    public MimeMessage Run(Message message)
    {
        var words = MessageWords.For(message);
        var mail = new MimeMessage
        {
            Subject = words.Subject,
            Date = clock.GetUtcNow(),
            MessageId = $"{message.Key}@{options.From[(options.From.LastIndexOf('@') + 1)..]}",
        };
        mail.From.Add(new MailboxAddress(options.FromName, options.From));
        mail.To.Add(new MailboxAddress(message.User.Name, message.User.Email.Text));
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
        mail.Headers.Add("X-Auto-Response-Suppress", "All");
        var unsubscribe = links.Unsubscribe(message.User.Id);
        if (unsubscribe is not null)
        {
            mail.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>"); // RFC 8058
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        var letter = new Letter(words, message.Notification.Kind == NotificationKind.Reminder ? links.To(message) : links.Home, unsubscribe);
        mail.Body = new BodyBuilder { TextBody = letter.Plain(), HtmlBody = letter.Pretty() }.ToMessageBody();
        return mail;
    }

    /// <summary>The two forms of the same text.</summary>
    private sealed record Letter(MessageWords Words, string? Link, string? Unsubscribe)
    {
        public string Plain()
        {
            var text = new StringBuilder();
            text.Append(Words.Heading).Append("\r\n\r\n");
            foreach (var line in Words.Lines) text.Append(line).Append("\r\n");
            if (Words.Details.Length > 0) text.Append("\r\n").Append(Words.Details).Append("\r\n");
            if (Link is not null) text.Append("\r\n").Append(Link).Append("\r\n");
            text.Append("\r\n-- \r\n").Append(Words.Reason).Append("\r\n");
            if (Unsubscribe is not null) text.Append(Words.Language.Unsubscribe).Append(": ").Append(Unsubscribe).Append("\r\n");
            return text.ToString();
        }

        public string Pretty()
        {
            var lines = string.Concat(Words.Lines.Select(line => $"<p style=\"margin:4px 0\">{Encode(line)}</p>"));
            var details = Words.Details.Length > 0 ? $"<p style=\"margin:16px 0;white-space:pre-line;color:#444\">{Encode(Words.Details)}</p>" : "";
            var heading = Link is null ? Encode(Words.Heading) : $"<a style=\"color:#3f51b5\" href=\"{Encode(Link)}\">{Encode(Words.Heading)}</a>";
            var end = Unsubscribe is null ? "" : $" <a style=\"color:#888\" href=\"{Encode(Unsubscribe)}\">{Encode(Words.Language.Unsubscribe)}</a>";
            return $"""
                <!DOCTYPE html>
                <html lang="{Words.Language.Tag}"><head><meta charset="utf-8"><title>{Encode(Words.Subject)}</title></head>
                <body style="margin:0;padding:24px;background:#f6f6f8;font-family:system-ui,sans-serif;color:#222">
                <div style="max-width:520px;margin:auto;padding:24px;background:#fff;border-left:4px solid #3f51b5;border-radius:6px">
                <h1 style="margin:0 0 12px;font-size:20px">{heading}</h1>
                {lines}{details}
                </div>
                <p style="max-width:520px;margin:12px auto;font-size:12px;color:#888">{Encode(Words.Reason)}{end}</p>
                </body></html>
                """;
        }

        private static string Encode(string text) => WebUtility.HtmlEncode(text);
    }
}
