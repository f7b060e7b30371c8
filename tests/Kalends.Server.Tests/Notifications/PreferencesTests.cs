using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Notifications;

public class PreferencesTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Mail_and_push_are_on_and_text_messages_off_until_somebody_says_otherwise()
    {
        var ada = await server.SignUp();
        Assert.Equal(
            """{"channels":{"email":{"enabled":true},"push":{"enabled":true},"sms":{"enabled":false}},"defaultReminders":[10]}""",
            (await ada.Get("/notifications/preferences")).Must(200).Raw);
    }

    [Fact]
    public async Task What_is_not_named_stays_and_null_takes_quiet_hours_away()
    {
        var ada = await server.SignUp();
        (await ada.Post("/notifications/preferences", """{"channels":{"sms":{"enabled":true,"phoneNumber":"+41791234567"}},"quietHours":{"start":"22:00","end":"07:00"}}""")).Must(200);
        var set = (await ada.Post("/notifications/preferences", """{"channels":{"push":{"enabled":false}},"defaultReminders":[5,60]}""")).Must(200);
        Assert.Equal(
            """{"channels":{"email":{"enabled":true},"push":{"enabled":false},"sms":{"enabled":true,"phoneNumber":"\u002B41791234567"}},"defaultReminders":[5,60],"quietHours":{"start":"22:00","end":"07:00"}}""",
            set.Raw);
        Assert.Equal(set.Raw, (await ada.Get("/notifications/preferences")).Must(200).Raw);
        (await ada.Post("/notifications/preferences", """{"quietHours":null}""")).Must(200);
        Assert.DoesNotContain("quietHours", (await ada.Get("/notifications/preferences")).Must(200).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_reminders_are_one_value_with_the_users_preferences()
    {
        var ada = await server.SignUp();
        (await ada.Post("/notifications/preferences", """{"defaultReminders":[7]}""")).Must(200);
        Assert.Equal("[7]", (await ada.Get("/users/me")).Must(200).Json.GetProperty("preferences").GetProperty("defaultReminders").GetRawText());
        (await ada.Put("/users/preferences", new { timeZone = "UTC", defaultReminders = new[] { 8 } })).Must(200);
        Assert.Equal("[8]", (await ada.Get("/notifications/preferences")).Must(200).Json.GetProperty("defaultReminders").GetRawText());
    }
}
