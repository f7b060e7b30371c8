using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Testing.Receivers;
using MimeKit;

namespace Kalends.Server.Tests.Delivery;

/// <summary>Mail to a real mail server over TLS, and its ways to fail.</summary>
public sealed class EmailTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_reminder_is_plain_and_pretty_in_the_readers_language_zone_and_hours()
    {
        await using var smtp = SmtpServer.WithLogIn("kalends", "s3cret");
        await using var scene = await Start(smtp, "--Kalends:Email:User", "kalends", "--Kalends:Email:Password", "s3cret");
        var ben = await Reader(scene, "de-CH");
        var work = await ben.NewCalendar("America/New_York");
        await ben.Make(work, EventCalls.Timed("Täglich <b>", "2026-03-02T06:00:00", "2026-03-02T06:30:00").With("location", "Zürich"));
        await scene.Until(() => !smtp.Mails.IsEmpty, Second * 20);
        var received = Assert.Single(smtp.Mails);
        Assert.Equal("noreply@example.org", received.From);
        Assert.Equal([ben.Email], received.To);
        var mail = received.Mail;
        Assert.Equal("Täglich <b> · Montag, 2. März 2026, 12:00–12:30 (Europe/Zurich)", mail.Subject);
        Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.Contains("Ort: Zürich", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("10 Minuten vor dem Beginn", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("glich &lt;b&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("https://calendar.example.org/?event=", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
    }

    [Fact]
    public async Task One_click_ends_mail_and_looking_at_the_page_does_not()
    {
        await using var smtp = SmtpServer.WithTls();
        await using var scene = await Start(smtp, "--Kalends:Email:Security", "tls");
        var ben = await Reader(scene, "en-US");
        var work = await ben.NewCalendar("Europe/Zurich");
        await ben.Make(work, EventCalls.Timed("Lunch", "2026-03-02T12:00:00", "2026-03-02T12:30:00", "RRULE:FREQ=DAILY"));
        await scene.Until(() => !smtp.Mails.IsEmpty, Second * 20);
        var mail = Assert.Single(smtp.Mails).Mail;
        Assert.Equal("Lunch · Monday, March 2, 2026, 12:00 PM–12:30 PM", mail.Subject);
        var link = new Uri(mail.Headers["List-Unsubscribe"]!.Trim('<', '>'));
        Assert.Contains("<form method=\"post\">", (await scene.Server.Nobody.Get(link.PathAndQuery)).Must(200).Raw, StringComparison.Ordinal);
        Assert.True((await ben.Get("/notifications/preferences")).Json.GetProperty("channels").GetProperty("email").GetProperty("enabled").GetBoolean());
        (await scene.Server.Nobody.Post(link.PathAndQuery, "List-Unsubscribe=One-Click", ("Content-Type", "application/x-www-form-urlencoded"))).Must(204);
        Assert.False((await ben.Get("/notifications/preferences")).Json.GetProperty("channels").GetProperty("email").GetProperty("enabled").GetBoolean());
        (await scene.Server.Nobody.Post($"{link.AbsolutePath}?token=AAAA", "")).MustBeProblem(404);
        await scene.TurnTo("12:00:00", day: 3);
        Assert.Single(smtp.Mails);
    }

    [Fact]
    public async Task Greylisting_and_dropped_connections_only_delay()
    {
        await using var smtp = SmtpServer.Start();
        await using var scene = await Start(smtp);
        var ben = await Reader(scene, "fr");
        var attempts = 0;
        smtp.Script = command => command.Verb switch
        {
            "RCPT" when Interlocked.Increment(ref attempts) == 1 => new SmtpReaction("451 4.7.1 greylisted"),
            "DATA" when attempts == 2 => SmtpReaction.Drop,
            "." when attempts == 3 => SmtpReaction.Slowly(TimeSpan.FromMilliseconds(300), "452 4.3.1 later"),
            _ => null,
        };
        var work = await ben.NewCalendar("Europe/Zurich");
        await ben.Make(work, EventCalls.Timed("Dîner", "2026-03-02T12:00:00", "2026-03-02T12:30:00"));
        await scene.TurnTo("10:49:00");
        await scene.Until(() => !smtp.Mails.IsEmpty, Second);
        Assert.Equal(4, attempts);
        Assert.Equal("Dîner · lundi 2 mars 2026, 12:00–12:30", Assert.Single(smtp.Mails).Mail.Subject);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_ends_it_and_others_go_on_over_the_same_connection()
    {
        await using var smtp = SmtpServer.Start();
        await using var scene = await Start(smtp, "--Kalends:Email:Connections", "1");
        var ben = await Reader(scene, "en");
        smtp.Script = command => command.Verb == "RCPT" && command.Argument.Contains("carl", StringComparison.Ordinal) ? new SmtpReaction("550 5.1.1 no such mailbox") : null;
        var carl = await scene.Server.SignUp("Carl");
        (await carl.Post("/notifications/preferences", """{"channels":{"push":{"enabled":false}}}""")).Must(200);
        foreach (var user in new[] { carl, ben })
            await user.Make(await user.NewCalendar("Europe/Zurich"), EventCalls.Timed("Lunch", "2026-03-02T12:00:00", "2026-03-02T12:30:00"));
        await scene.Until(() => !smtp.Mails.IsEmpty, Second * 20);
        await scene.TurnTo("11:40:00");
        Assert.Equal([ben.Email], Assert.Single(smtp.Mails).To);
        Assert.Equal(1, smtp.Connections);
        var dead = new List<Domain.Notifications.Notification>();
        for (var shard = 0; shard < scene.Server.Storage.Notifications.Shards.Count; shard++)
            dead.AddRange((await scene.Server.Storage.Notifications.ReadDead(new Storage.Notifications.DeadQuery(shard, null, 10), TestContext.Current.CancellationToken)).Items);
        Assert.Equal("SMTP 550 5.1.1", Assert.Single(dead).Failure);
    }

    [Fact]
    public async Task The_days_agenda_comes_at_the_chosen_hour_day_after_day()
    {
        await using var smtp = SmtpServer.Start();
        await using var scene = await Start(smtp);
        var ben = await Reader(scene, "en-GB");
        (await ben.Post("/notifications/preferences", """{"digest":{"at":"10:30"},"defaultReminders":[]}""")).Must(200);
        Assert.Equal("10:30", (await ben.Get("/notifications/preferences")).Json.GetProperty("digest").Of("at"));
        var work = await ben.NewCalendar("Europe/Zurich");
        await ben.Make(work, EventCalls.Timed("Lunch", "2026-03-02T12:00:00", "2026-03-02T12:30:00"));
        var accepted = await scene.Ada.Make(scene.Work, EventCalls.Timed("Accepted", "2026-03-02T14:00:00", "2026-03-02T14:30:00").Inviting(ben).With("transparency", "transparent"));
        await scene.Ada.Make(scene.Work, EventCalls.Timed("Open", "2026-03-02T15:00:00", "2026-03-02T15:30:00").Inviting(ben));
        (await ben.Put($"/events/{accepted}/attendees/me", new { responseStatus = "accepted" })).Must(200);
        await scene.Until(() => !smtp.Mails.IsEmpty, Second * 20);
        var first = Assert.Single(smtp.Mails).Mail;
        Assert.Equal("Your day: Monday, 2 March 2026", first.Subject);
        Assert.Contains("12:00  Lunch", first.TextBody, StringComparison.Ordinal);
        Assert.Contains("14:00  Accepted", first.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Open", first.TextBody, StringComparison.Ordinal);
        await scene.TurnTo("10:30:00", day: 3);
        await scene.Until(() => smtp.Mails.Count == 2, Second);
        Assert.Contains("Nothing is planned.", smtp.Mails.Last().Mail.TextBody, StringComparison.Ordinal);
    }

    private static Task<DeliveryScene> Start(SmtpServer smtp, params string[] more) => DeliveryScene.Start(
        StorageSets.Embedded,
        [
            "--Kalends:Email:Host", "127.0.0.1", "--Kalends:Email:Port", $"{smtp.Port}", "--Kalends:Email:From", "noreply@example.org",
            "--Kalends:Email:CertificateSha256", smtp.CertificateSha256, "--Kalends:PublicUrl", "https://calendar.example.org/", .. more,
        ]);

    private static async Task<TestUser> Reader(DeliveryScene scene, string locale)
    {
        var ben = await scene.Server.SignUp("Ben");
        (await ben.Put("/users/preferences", new { timeZone = "Europe/Zurich", locale })).Must(200);
        (await ben.Post("/notifications/preferences", """{"channels":{"push":{"enabled":false}}}""")).Must(200);
        return ben;
    }
}
