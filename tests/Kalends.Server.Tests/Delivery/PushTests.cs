using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kalends.Server.Delivery.Channels.Push;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using Kalends.Testing.Receivers;

namespace Kalends.Server.Tests.Delivery;

/// <summary>Web push to a service that opens messages with the browser's keys and checks the sender's signature.</summary>
public sealed class PushTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>RFC 8291, 5 and appendix A.</summary>
    [Fact]
    public void The_example_of_the_standard_comes_out_byte_for_byte()
    {
        using var key = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
            Q = PushEncryption.Point(Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")),
        });
        var receiver = new PushReceiver(
            Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"), Bytes("BTBZMqHH6r4Tts7J_aSIgg"));
        var message = PushEncryption.Encrypt(
            Encoding.UTF8.GetBytes("When I grow up, I want to be a watermelon"), receiver, new PushDraw(key, Bytes("DGv6ra1nlYgDCS1FRnbzlw")));
        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
            + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(message));
    }

    [Fact]
    public async Task Each_browser_can_open_its_own_and_the_signature_is_the_installations()
    {
        await using var service = HttpReceiver.Start();
        await using var scene = await DeliveryScene.Start(StorageSets.Embedded, "--Kalends:PublicUrl", "https://calendar.example.org/");
        using Browser laptop = new(), phone = new();
        var ben = await Subscriber(scene, service, laptop, phone);
        await ben.Make(await ben.NewCalendar("Europe/Zurich"), EventCalls.Timed("Lunch", "2026-03-02T12:00:00", "2026-03-02T12:30:00").With("location", "Mensa"));
        await scene.Until(() => service.Requests.Count == 2, Second * 20);
        var key = (await ben.Get("/notifications/push-key")).Must(200).Text("publicKey");
        foreach (var browser in new[] { laptop, phone })
        {
            var request = Assert.Single(service.Requests, one => one.Path == browser.Path);
            var text = JsonElement.Parse(browser.Open(request.Body));
            Assert.Equal(("Lunch", "Monday, March 2, 2026, 12:00 PM–12:30 PM\nWhere: Mensa"), (text.Of("title"), text.Of("body")));
            Assert.StartsWith("https://calendar.example.org/?event=", text.Of("url"), StringComparison.Ordinal);
            Assert.Equal("aes128gcm", request.Header("Content-Encoding"));
            Assert.Equal(text.Of("tag"), request.Header("Topic"));
            Assert.InRange(request.Header("Topic").Length, 1, 32);
            Assert.InRange(int.Parse(request.Header("TTL"), System.Globalization.CultureInfo.InvariantCulture), 60, 25 * 60);
            var claims = Browser.Claims(request.Header("Authorization"), key);
            Assert.Equal(service.Address, claims.Of("aud"));
            Assert.InRange(claims.GetProperty("exp").GetInt64() - scene.Clock.GetUtcNow().ToUnixTimeSeconds(), 0, 24 * 3600);
        }
        Assert.Throws<AuthenticationTagMismatchException>(() => laptop.Open(service.Requests.Single(one => one.Path == phone.Path).Body));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_browser_that_is_gone_is_forgotten_and_the_other_is_not_told_twice(int status)
    {
        await using var service = HttpReceiver.Start();
        await using var scene = await DeliveryScene.Start(StorageSets.Embedded);
        using Browser gone = new(), busy = new(), there = new();
        var fails = 2;
        service.Script = request => HttpReaction.Of(
            request.Path == gone.Path ? status : request.Path == busy.Path && Interlocked.Decrement(ref fails) >= 0 ? 503 : 201);
        var ben = await Subscriber(scene, service, gone, busy, there);
        await ben.Make(await ben.NewCalendar("Europe/Zurich"), EventCalls.Timed("Lunch", "2026-03-02T12:00:00", "2026-03-02T12:30:00"));
        await scene.TurnTo("10:49:00");
        await scene.Until(() => service.Requests.Count(one => one.Path == busy.Path) == 3, Second);
        await scene.TurnTo("11:40:00");
        Assert.Single(service.Requests, one => one.Path == gone.Path);
        Assert.Single(service.Requests, one => one.Path == there.Path);
        Assert.Equal(2, (await ben.Get("/notifications/push-subscriptions")).Must(200).Items().Count);
    }

    [Theory, MemberData(nameof(StorageSets.All), MemberType = typeof(StorageSets))]
    public async Task Subscribing_again_renews_and_ending_ends(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        using var browser = new Browser();
        for (var time = 0; time < 2; time++)
            (await ben.Post("/notifications/push-subscriptions", browser.Subscription("https://push.example.org"))).Must(201);
        var id = Assert.Single((await ben.Get("/notifications/push-subscriptions")).Must(200).Items()).Of("subscriptionId");
        (await ada.Delete($"/notifications/push-subscriptions/{id}")).MustBeProblem(404);
        (await ben.Delete($"/notifications/push-subscriptions/{id}")).Must(204);
        (await ben.Delete($"/notifications/push-subscriptions/{id}")).MustBeProblem(404);
    }

    private static async Task<TestUser> Subscriber(DeliveryScene scene, HttpReceiver service, params Browser[] browsers)
    {
        var ben = await scene.Server.SignUp("Ben");
        (await ben.Post("/notifications/preferences", """{"channels":{"email":{"enabled":false}}}""")).Must(200);
        foreach (var browser in browsers) (await ben.Post("/notifications/push-subscriptions", browser.Subscription(service.Address))).Must(201);
        return ben;
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
