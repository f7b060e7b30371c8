using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;

namespace Kalends.Server.Demo;

/// <summary>Somebody who does not exist.</summary>
internal sealed record DemoPerson(string Key, string Name, EmailAddress Email, string TimeZone);

/// <summary>One of their calendars, and what the other one may do with it.</summary>
internal sealed record DemoCalendar(string Key, string Owner, string Name, string Color)
{
    public Permission SharedAs { get; init; }
}

/// <summary>Who lives the made-up year.</summary>
internal static class DemoPeople
{
    /// <summary>Of both: nothing that they have is worth a secret.</summary>
    public const string Password = "kalends-demo";

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("ana", "Ana", new EmailAddress("ana@demo.example"), "America/New_York"),
        new("ben", "Ben", new EmailAddress("ben@demo.example"), "Europe/Berlin"),
    ];

    public static IReadOnlyList<DemoCalendar> Calendars { get; } =
    [
        new("work", "ana", "Work", "#3F51B5") { SharedAs = Permission.View },
        new("home", "ana", "Home", "#00897B") { SharedAs = Permission.FreeBusy },
        new("studio", "ben", "Studio", "#E64A19") { SharedAs = Permission.Edit },
        new("band", "ben", "Band", "#8E24AA"),
    ];
}
