using Kalends.Server.Tests.Running;
using Kalends.Testing.InMemory;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Users;

public sealed class UserTests
{
    public static TheoryData<string> Sets => StorageSets.All;

    [Theory, MemberData(nameof(Sets))]
    public async Task Who_signs_up_has_a_calendar_named_after_them(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp("Ada", "Europe/Zurich");
        var calendar = Assert.Single((await ada.Get("/calendars")).Must(200).Items());
        Assert.Equal("Ada", calendar.GetProperty("name").GetString());
        Assert.Equal("Europe/Zurich", calendar.GetProperty("timeZone").GetString());
        Assert.Equal("owner", calendar.GetProperty("permission").GetString());
        Assert.Equal(ada.UserId, calendar.GetProperty("ownerId").GetString());
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task An_address_is_taken_without_regard_to_case(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var answer = await server.Nobody.Post("/users", new { email = ada.Email.ToUpperInvariant(), name = "Eve", password = "another long one" });
        answer.MustBeProblem(409);
        (await server.Nobody.Post("/sessions", new { email = ada.Email.ToUpperInvariant(), password = TestUser.Password })).Must(201);
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Of_ten_who_want_one_address_at_once_one_gets_it(string set)
    {
        await using var server = await StorageSets.Start(set);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            server.Nobody.Post("/users", new { email = "one@example.org", name = $"Person {i}", password = "correct horse" })));
        Assert.Single(answers, answer => (int)answer.Status == 201);
        Assert.Equal(9, answers.Count(answer => (int)answer.Status == 409));
    }

    [Theory, MemberData(nameof(Sets))]
    public async Task Preferences_are_replaced_whole(string set)
    {
        await using var server = await StorageSets.Start(set);
        var ada = await server.SignUp();
        var written = await ada.Put("/users/preferences", """
            {"timeZone":"America/New_York","locale":"de-CH","weekStart":"SU","defaultReminders":[5,30],
             "workingHours":{"MO":[{"start":"09:00","end":"12:00"},{"start":"13:00","end":"17:30"}]}}
            """);
        Assert.Equal(written.Must(200).Raw, (await ada.Get("/users/me")).Raw);
        Assert.Equal("America/New_York", written.Text("timeZone"));
        Assert.Equal("""{"timeZone":"America/New_York","locale":"de-CH","weekStart":"SU","defaultReminders":[5,30],"workingHours":{"MO":[{"start":"09:00","end":"12:00"},{"start":"13:00","end":"17:30"}]}}""",
            written.Json.GetProperty("preferences").GetRawText());

        var bare = await ada.Put("/users/preferences", """{"timeZone":"UTC"}""");
        Assert.Equal("""{"timeZone":"UTC","locale":"en-US","weekStart":"MO","defaultReminders":[10],"workingHours":{}}""",
            bare.Must(200).Json.GetProperty("preferences").GetRawText());
    }

    [Theory]
    [InlineData(Step.ListCalendar)]
    [InlineData(Step.StoreCalendar)]
    [InlineData(Step.ReserveAddress)]
    [InlineData(Step.StoreUser)]
    [InlineData(Step.ActivateAddress)]
    [InlineData(Step.Answer)]
    public async Task After_a_crash_there_is_a_user_with_a_calendar_or_the_address_is_free_again(Step death)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var (state, faults) = (new InMemoryState(), new Faults());
        var account = new { email = "ada@example.org", name = "Ada", password = TestUser.Password };
        await using (var first = await TestServer.Start(new TestSetup { Clock = clock, Storage = new InMemoryStorageSet(clock, state, faults: faults) }))
        {
            faults.DieBefore(death);
            (await first.Nobody.Post("/users", account)).MustBeProblem(500);
        }
        clock.Advance(TimeSpan.FromMinutes(2)); // a reservation without a user is given up by then
        await using var second = await TestServer.Start(new TestSetup { Clock = clock, Storage = new InMemoryStorageSet(clock, state) });
        var again = await second.Nobody.Post("/users", account);
        Assert.Contains((int)again.Status, new[] { 201, 409 });
        var session = await second.Nobody.Post("/sessions", new { account.email, account.password });
        var ada = new TestUser(second.Http, session.Must(201).Text("token"));
        Assert.Single((await ada.Get("/calendars")).Must(200).Items());
    }

    [Fact]
    public async Task The_answer_to_a_sign_up_is_as_the_contract_shows_it()
    {
        await using var server = await TestServer.Start();
        var answer = await server.Nobody.Post("/users", new { email = "Ada@Example.org", name = "Ada", password = "correct horse" });
        Assert.Equal(["userId", "email", "name", "timeZone", "createdAt"], answer.Must(201).Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Ada@Example.org", answer.Text("email"));
        Assert.Equal("UTC", answer.Text("timeZone"));
        Assert.Matches("^[1-9][0-9]*$", answer.Text("userId"));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", answer.Text("createdAt"));
    }
}
