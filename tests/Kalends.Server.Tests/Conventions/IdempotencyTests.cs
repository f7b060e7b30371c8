using System.Text;
using Kalends.Domain.Identity;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Conventions;

public class IdempotencyTests(SharedServer shared)
{
    private const string Key = "Idempotency-Key";

    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task The_same_key_and_body_answers_the_first_result_again()
    {
        var ada = await server.SignUp();
        var first = await ada.Post("/calendars", new { name = "Work" }, (Key, "k1"));
        var second = await ada.Post("/calendars", new { name = "Work" }, (Key, "k1"));
        Assert.Equal(first.Must(201).Raw, second.Must(201).Raw);
        Assert.Equal(first.Header("Location"), second.Header("Location"));
        Assert.Equal(first.Header("ETag"), second.Header("ETag"));
        Assert.Single((await ada.Get("/calendars")).Items(), calendar => calendar.GetProperty("name").GetString() == "Work");
    }

    [Fact]
    public async Task The_first_result_is_answered_even_after_it_has_changed()
    {
        var ada = await server.SignUp();
        var first = await ada.Post("/calendars", new { name = "Work" }, (Key, "k1"));
        (await ada.Patch(first.Header("Location"), new { name = "Play" }, ("If-Match", "*"))).Must(200);
        Assert.Equal(first.Raw, (await ada.Post("/calendars", new { name = "Work" }, (Key, "k1"))).Raw);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_409()
    {
        var ada = await server.SignUp();
        (await ada.Post("/calendars", new { name = "Work" }, (Key, "k1"))).Must(201);
        (await ada.Post("/calendars", new { name = "Play" }, (Key, "k1"))).MustBeProblem(409);
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller_and_path()
    {
        var (ada, ben) = (await server.SignUp(), await server.SignUp("Ben"));
        var hers = await ada.Post("/calendars", new { name = "Work" }, (Key, "k1"));
        var his = await ben.Post("/calendars", new { name = "Work" }, (Key, "k1"));
        Assert.NotEqual(hers.Must(201).Text("calendarId"), his.Must(201).Text("calendarId"));
        (await ada.Post("/users/me/app-passwords", new { label = "phone" }, (Key, "k1"))).Must(201);
    }

    [Fact]
    public async Task A_refused_request_does_not_use_its_key_up()
    {
        var ada = await server.SignUp();
        (await ada.Post("/calendars", new { name = 5 }, (Key, "k1"))).MustBeProblem(400);
        (await ada.Post("/calendars", new { name = "Five" }, (Key, "k1"))).Must(201);
    }

    [Fact]
    public async Task A_key_must_be_one_visible_word()
    {
        var ada = await server.SignUp();
        Assert.Equal([Key], (await ada.Post("/calendars", new { name = "Work" }, (Key, "two words"))).MustBeProblem(400).Faults);
    }

    [Fact]
    public async Task A_repeated_app_password_is_shown_again_but_never_kept_in_the_open()
    {
        var ada = await server.SignUp();
        var first = await ada.Post("/users/me/app-passwords", new { label = "phone" }, (Key, "k1"));
        Assert.Equal(first.Must(201).Raw, (await ada.Post("/users/me/app-passwords", new { label = "phone" }, (Key, "k1"))).Raw);
        var kept = await server.Storage.Idempotency.Find(new UserId(long.Parse(ada.UserId)), "POST /users/me/app-passwords", "k1", default);
        Assert.DoesNotContain(first.Text("password"), Encoding.UTF8.GetString(kept!.Body.AsSpan()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_256_characters_is_too_long()
    {
        var ada = await server.SignUp();
        (await ada.Post("/calendars", new { name = "Work" }, (Key, new string('k', 255)))).Must(201);
        (await ada.Post("/calendars", new { name = "Work" }, (Key, new string('k', 256)))).MustBeProblem(400);
    }

    [Fact]
    public async Task Twenty_at_once_make_one_thing()
    {
        var ada = await server.SignUp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ada.Post("/calendars", new { name = "Work" }, (Key, "k1"))));
        Assert.Single(answers.Select(answer => answer.Must(201).Raw).Distinct());
    }
}
