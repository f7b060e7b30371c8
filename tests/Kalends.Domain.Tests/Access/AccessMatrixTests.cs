using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;

namespace Kalends.Domain.Tests.Access;

/// <summary>The permission matrix, every cell of it, from the tables in Data.</summary>
public sealed class AccessMatrixTests
{
    private static readonly string[] Roles =
        ["none", "public", "freebusy", "view", "edit", "owner", "attendee alone", "attendee with freebusy", "attendee with view"];

    private static readonly Calendar Calendar = new()
    {
        Id = Given.CalendarId,
        OwnerId = Given.Owner.Id,
        Name = "Work",
        TimeZone = Given.Zone,
        Version = 1,
        CreatedAt = Given.Now,
    };

    public static IEnumerable<TheoryDataRow<string>> CalendarRows => Rows.Of("calendar-access.txt");

    public static IEnumerable<TheoryDataRow<string>> EventRows => Rows.Of("event-access.txt");

    public static IEnumerable<TheoryDataRow<string>> ShapeRows => Rows.Of("shapes.txt");

    public static IEnumerable<TheoryDataRow<string>> RangeRows => Rows.Of("range-shapes.txt");

    [Theory, MemberData(nameof(CalendarRows))]
    public void Calendars(string row)
    {
        var columns = Rows.Columns(row);
        var act = Enum.Parse<CalendarAct>(columns[0]);
        var answers = Roles[..6].Select(role => Answer(View(role).RefusalOf(Caller(role).Id, act)));
        Assert.Equal(columns[1..], answers);
    }

    [Theory, MemberData(nameof(EventRows))]
    public void Events(string row)
    {
        var columns = Rows.Columns(row);
        var act = Enum.Parse<EventAct>(columns[1]);
        var answers = Roles.Select(role => Answer(View(role).RefusalOf(EventIn(columns[0], role), Caller(role), act)));
        Assert.Equal(columns[2..], answers);
    }

    [Theory, MemberData(nameof(ShapeRows))]
    public void Shapes_by_id(string row)
    {
        var columns = Rows.Columns(row);
        Assert.Equal(columns[1..], Roles.Select(role => View(role).ShapeOf(EventIn(columns[0], role), Caller(role)).ToString()));
    }

    [Theory, MemberData(nameof(RangeRows))]
    public void Shapes_in_ranges(string row)
    {
        var columns = Rows.Columns(row);
        var occurrence = Assert.Single(Given.Year(Given.Event(
            Given.Draft("2026-03-02T09:00:00") with { Visibility = columns[0], Status = columns[1], Transparency = columns[2] })));
        Assert.Equal(columns[3..], Enum.GetValues<Permission>().Select(permission => permission.ShapeOf(occurrence).ToString()));
    }

    [Fact]
    public void The_tables_have_every_act()
    {
        Assert.Equal(Enum.GetNames<CalendarAct>(), Rows.Lines("calendar-access.txt").Select(row => Rows.Columns(row)[0]));
        foreach (var state in Rows.Lines("event-access.txt").Select(Rows.Columns).GroupBy(columns => columns[0]))
            Assert.Equal(Enum.GetNames<EventAct>(), state.Select(columns => columns[1]));
    }

    [Fact]
    public void More_permission_never_allows_less()
    {
        foreach (var file in new[] { "calendar-access.txt", "event-access.txt" })
        foreach (var columns in Rows.Lines(file).Select(Rows.Columns).Where(columns => columns[0] != "Leave"))
        {
            var shares = columns[(file[0] == 'c' ? 1 : 2)..];
            var allowed = new[] { shares[0], shares[2], shares[3], shares[4], shares[5] }.Select(cell => cell == "yes");
            Assert.Equal(allowed.Order(), allowed);
        }
    }

    [Fact]
    public void In_the_trash_a_calendar_is_there_for_its_owner_only_to_restore()
    {
        var trashed = View("owner") with { Calendar = Calendar with { Deleted = new Deletion(Given.Now, Given.Owner.Id) }, Grant = Permission.Edit };
        foreach (var act in Enum.GetValues<CalendarAct>())
        {
            Assert.Equal(act == CalendarAct.Restore ? "yes" : "404", Answer(trashed.RefusalOf(Given.Owner.Id, act)));
            Assert.Equal("404", Answer(trashed.RefusalOf(Given.Guest.Id, act)));
        }
        foreach (var act in Enum.GetValues<EventAct>())
            Assert.Equal("404", Answer(trashed.RefusalOf(EventIn("live", "attendee alone"), Given.Guest, act)));
    }

    [Fact]
    public void What_has_moved_away_is_not_there()
    {
        var moved = EventIn("live", "owner") with { MovedTo = new CalendarId(20) };
        foreach (var act in Enum.GetValues<EventAct>())
            Assert.Equal("404", Answer(View("owner").RefusalOf(moved, Given.Owner, act)));
    }

    [Fact]
    public void A_private_instance_of_a_readable_series_keeps_its_times_and_loses_its_words()
    {
        var series = Given.Event("2026-03-02T09:00:00", "RRULE:FREQ=DAILY;COUNT=3");
        var @event = Written.Patch(series, EditScope.This, "2026-03-03T09:00:00", EventMembers.Title | EventMembers.Visibility,
            d => d with { Title = "Doctor", Visibility = "private" }).Accept().Result;

        var seen = Assert.Single(View("view").WithoutPrivateInstances(@event, Given.Guest).Overrides);
        Assert.Equal(("Busy", "", ""), (seen.Title, seen.Description, seen.Location));
        Assert.Equal(@event, View("edit").WithoutPrivateInstances(@event, Given.Guest));
    }

    private static Domain.Identity.Caller Caller(string role) => role == "owner" ? Given.Owner : Given.Guest;

    private static CalendarView View(string role) => new(
        Calendar with { IsPublic = role == "public" },
        HasShares: true,
        PermissionWords.Read(role.Split(' ')[^1]) is { } grant and not Permission.Owner ? grant : Permission.None);

    private static Event EventIn(string state, string role)
    {
        var made = Given.Event(Given.Draft("2026-03-02T09:00:00") with
        {
            Visibility = state == "private" ? "private" : "default",
            Attendees = role.StartsWith("attendee", StringComparison.Ordinal) ? [new AttendeeDraft(Given.Guest.Email.Text)] : [],
        });
        return state == "trash" ? made with { Deleted = new Deletion(Given.Now, Given.Owner.Id) } : made;
    }

    private static string Answer(Refusal? refusal) => refusal switch
    {
        null => "yes",
        Refusal.Forbidden => "403",
        Refusal.NotFound => "404",
        _ => refusal.ToString(),
    };
}
