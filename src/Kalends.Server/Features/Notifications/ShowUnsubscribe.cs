using System.Buffers;
using System.Text;
using Kalends.Domain;
using Kalends.Server.Delivery;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Notifications;

/// <summary>
/// Asks a person who followed the link in a mail. Looking changes nothing: programs that check mail for danger follow links too.
/// </summary>
internal sealed class ShowUnsubscribe(MessageLinks links) : IOperation
{
    private const string Page =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>No more mail</title><meta name="viewport" content="width=device-width"></head>
        <body style="font-family:system-ui,sans-serif;max-width:30em;margin:4em auto;padding:0 1em">
        <h1>No more mail from Kalends?</h1>
        <p>Reminders then reach you only by the other ways that you have switched on.</p>
        <form method="post"><button style="font:inherit;padding:.5em 1em">No more mail</button></form>
        </body></html>
        """;

    public Task<Reply> Handle(Call call) => Task.FromResult(
        call.Query.Text("token") is { } token && links.ReadToken(token) is not null
            ? new Reply(200) { ContentType = "text/html; charset=utf-8", Body = output => output.Write(Encoding.UTF8.GetBytes(Page)) }
            : (Reply)new Refusal.NotFound("subscription"));
}
