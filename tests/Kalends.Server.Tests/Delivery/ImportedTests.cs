using System.Globalization;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Interchange;
using Kalends.Server.Tests.Running;
using static Kalends.Server.Tests.Interchange.FileCalls;

namespace Kalends.Server.Tests.Delivery;

/// <summary>A file that is read in reminds nobody of anything.</summary>
public sealed class ImportedTests
{
    public static TheoryData<string> Sets => StorageSets.All;

    public static TheoryData<string> TurnedSets => StorageSets.WithoutServers;

    [Theory, MemberData(nameof(Sets))]
    public async Task Nobody_is_to_be_told_until_they_ask_for_it(string set)
    {
        await using var server = await StorageSets.Start(set);
        var (ada, ben) = (await server.SignUp("Ada"), await server.SignUp("Ben"));
        var work = await ada.NewCalendar("Europe/Zurich");
        var start = TimeProvider.System.GetUtcNow().AddHours(5).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string[] lines =
        [
            $"DTSTART:{start}", "DURATION:PT1H", "SUMMARY:Read in", $"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{ben.Email}",
            "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Soon", "TRIGGER:-PT42M", "END:VALARM",
        ];
        string[] daily = ["RRULE:FREQ=DAILY", .. lines];
        var file = Calendar(Vevent("one", lines), Vevent("daily", daily));
        (await ada.Import(work, file)).Must(200);
        (await ada.Import(work, file.Replace("SUMMARY:Read", "SUMMARY:Again read", StringComparison.Ordinal))).Must(200);
        await server.Settle();
        Assert.Empty(await ToCome(ada));
        Assert.Empty(await ToCome(ben));
        Assert.Equal(2, Lines(await ada.Export(work)).Count(line => line == "TRIGGER:-PT42M"));

        var one = (await ada.Get($"/calendars/{work}/changes")).Must(200).Items().Single(item => !item.TryGetProperty("recurrence", out var rules) || rules.GetArrayLength() == 0).Of("eventId");
        Assert.Equal(0, (await ada.Get($"/events/{one}")).Must(200).Json.GetProperty("reminders").GetArrayLength());
        (await ada.Put($"/events/{one}/reminders/me", """{"reminders":null}""")).Must(200);
        await server.Settle();
        Assert.Equal(["Again read in"], (await ToCome(ada)).Distinct());
        Assert.Empty(await ToCome(ben));
    }

    [Theory, MemberData(nameof(TurnedSets))]
    public async Task Nothing_is_told_and_what_was_made_by_hand_still_is(string set)
    {
        await using var scene = await DeliveryScene.Start(set);
        await scene.Make("Made", "12:00");
        var export = await scene.Ada.Export(scene.Work);
        (await scene.Ada.Import(scene.Work, export.Replace("SUMMARY:Made", "SUMMARY:Changed", StringComparison.Ordinal))).Must(200);
        (await scene.Ada.Import(scene.Work, Calendar(Single("new", "Read in", "20260302T120000"), Single("now", "At once", "20260302T090500")))).Must(200);
        await scene.TurnTo("10:49:30");
        await scene.Until(() => !scene.Told.IsEmpty, TimeSpan.FromSeconds(1));
        await scene.TurnTo("11:20:00");
        Assert.Equal(["Changed"], scene.Titles);
    }

    private static async Task<string[]> ToCome(TestUser user) => (await user.Get("/notifications/upcoming")).Must(200).Items().Titles();
}
