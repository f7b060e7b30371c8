using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kalends.Server.Delivery;
using Kalends.Server.Delivery.Channels.Http;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Testing.Receivers;

namespace Kalends.Server.Tests.Delivery;

/// <summary>Text messages through an HTTP gateway, and webhooks: signed, and never to where users' requests must not go.</summary>
public sealed partial class GatewayTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_number_is_used_once_its_code_came_back_whatever_the_gateway_does_first()
    {
        await using var gateway = HttpReceiver.Start();
        await using var scene = await DeliveryScene.Start(
            StorageSets.Embedded, "--Kalends:Sms:Url", gateway.Address + "/2010/Messages.json", "--Kalends:Sms:From", "+15005550006",
            "--Kalends:Sms:Account", "AC1", "--Kalends:Sms:Token", "token");
        var ben = await scene.Server.SignUp("Ben");
        (await ben.Post("/notifications/phone/code")).MustBeProblem(409);
        (await ben.Post("/notifications/preferences", """{"channels":{"email":{"enabled":false},"push":{"enabled":false},"sms":{"enabled":true,"phoneNumber":"+41791234567"}}}""")).Must(200);
        var work = await ben.NewCalendar("Europe/Zurich");
        await ben.Make(work, EventCalls.Timed("Early", "2026-03-02T10:00:00", "2026-03-02T10:30:00"));
        await ben.Make(work, EventCalls.Timed("Lunch & more", "2026-03-02T12:00:00", "2026-03-02T12:30:00"));
        await scene.TurnTo("08:59:00");
        Assert.Empty(gateway.Requests); // nobody has shown that the number is theirs
        (await ben.Post("/notifications/phone/code")).Must(202);
        var code = Digits().Match(Form(gateway.Requests.Single())["Body"]).Value;
        (await ben.Post("/notifications/phone/verification", new { code = code == "000000" ? "000001" : "000000" })).MustBeProblem(400);
        (await ben.Post("/notifications/phone/verification", new { code })).Must(204);
        (await ben.Post("/notifications/phone/verification", new { code })).MustBeProblem(400);
        Assert.Contains("\"verified\":true", (await ben.Get("/notifications/preferences")).Raw, StringComparison.Ordinal);

        var answers = new Queue<HttpReaction>(
            [HttpReaction.Of(500), HttpReaction.HangUp, HttpReaction.Of(429, ("Retry-After", "7")), HttpReaction.Of(302, ("Location", "http://127.0.0.1:1/")), HttpReaction.Of(201)]);
        gateway.Script = _ => { lock (answers) return answers.Dequeue(); };
        await scene.TurnTo("10:49:00");
        await scene.Until(() => gateway.Requests.Count == 6, Second);
        var sent = gateway.Requests.ElementAt(1);
        Assert.Equal("Basic " + Convert.ToBase64String("AC1:token"u8), sent.Header("Authorization"));
        Assert.Equal(("+41791234567", "+15005550006"), (Form(sent)["To"], Form(sent)["From"]));
        Assert.Equal("Lunch & more, Monday, March 2, 2026, 12:00 PM-12:30 PM", Form(sent)["Body"]);
        Assert.Single(gateway.Requests.Skip(1).Select(request => request.Header("Idempotency-Key")).Distinct());
    }

    [Fact]
    public async Task Guesses_are_few()
    {
        await using var gateway = HttpReceiver.Start();
        await using var scene = await DeliveryScene.Start(
            StorageSets.Embedded, "--Kalends:Sms:Url", gateway.Address, "--Kalends:Sms:From", "Kalends", "--Kalends:Sms:MediaType", "application/json",
            "--Kalends:Sms:Template", """{"recipient":"{to}","text":"{text}","sender":"{from}"}""");
        var ben = await scene.Server.SignUp("Ben");
        (await ben.Post("/notifications/preferences", """{"channels":{"sms":{"phoneNumber":"+41791234567"}}}""")).Must(200);
        (await ben.Post("/notifications/phone/code")).Must(202);
        var sent = System.Text.Json.JsonElement.Parse(gateway.Requests.Single().Body);
        Assert.Equal(("+41791234567", "Kalends"), (sent.Of("recipient"), sent.Of("sender")));
        var code = Digits().Match(sent.Of("text")).Value;
        for (var guess = 0; guess < 5; guess++) (await ben.Post("/notifications/phone/verification", new { code = code == "123456" ? "654321" : "123456" })).MustBeProblem(400);
        (await ben.Post("/notifications/phone/verification", new { code })).MustBeProblem(400);
        for (var again = 0; again < 4; again++) (await ben.Post("/notifications/phone/code")).Must(202);
        (await ben.Post("/notifications/phone/code")).MustBeProblem(429);
    }

    [Fact]
    public async Task A_webhook_can_check_who_sent_it_and_a_410_ends_it()
    {
        await using var scene = await DeliveryScene.Start(StorageSets.Embedded);
        var made = (await scene.Ada.Post("/notifications/webhooks", new { url = scene.Hook.Address + "/signed" })).Must(201);
        Assert.DoesNotContain("secret", (await scene.Ada.Get("/notifications/webhooks")).Must(200).Raw, StringComparison.Ordinal);
        scene.Answer = request => HttpReaction.Of(request.Path == "/Ada" ? 410 : 200);
        await scene.Make("Lunch", "12:00");
        await scene.Until(() => scene.Told.Count == 2, Second * 20);
        var request = scene.Hook.Requests.Single(one => one.Path == "/signed");
        var signed = Encoding.UTF8.GetBytes(request.Header("Kalends-Timestamp") + ".").Concat(request.Body).ToArray();
        var expected = HMACSHA256.HashData(Encoding.ASCII.GetBytes(made.Text("secret")), signed);
        Assert.Equal("v1=" + Convert.ToHexStringLower(expected), request.Header("Kalends-Signature"));
        await scene.Until(async () => (await scene.Ada.Get("/notifications/webhooks")).Items().Count == 1, TimeSpan.Zero);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var elsewhere = HttpReceiver.Start();
        await using var scene = await DeliveryScene.Start(StorageSets.Embedded);
        scene.Answer = _ => HttpReaction.Of(307, ("Location", elsewhere.Address));
        await scene.Make("Lunch", "12:00");
        await scene.Until(() => !scene.Told.IsEmpty, Second * 20);
        await scene.TurnTo("11:40:00");
        Assert.Empty(elsewhere.Requests);
        Assert.Single(scene.Told);
    }

    [Theory]
    [InlineData("http://example.org/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://user:password@example.org/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("file:///etc/passwd")]
    public void Addresses_that_lead_inside_are_refused_by_their_text(string url)
    {
        using var http = new PublicHttp(new DeliveryOptions(), TimeProvider.System);
        Assert.False(http.Allows(new Uri(url)));
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_when_it_is_resolved()
    {
        await using var inside = HttpReceiver.Start();
        using var http = new PublicHttp(new DeliveryOptions(), TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://localhost:{new Uri(inside.Address).Port}/");
        Assert.IsType<HttpResult.Forbidden>(await http.Send(request, TestContext.Current.CancellationToken));
        Assert.Empty(inside.Requests);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2606:4700::1", true)]
    public void Public_is_what_is_of_no_special_purpose(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    private static Dictionary<string, string> Form(ReceivedRequest request) =>
        request.Text.Split('&').ToDictionary(pair => pair.Split('=')[0], pair => Uri.UnescapeDataString(pair.Split('=')[1]));

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex Digits();
}
