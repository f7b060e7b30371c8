using Kalends.Domain.Calendars;
using Kalends.Domain.Events;

namespace Kalends.Domain.Tests.Calendars;

public sealed class CalendarDraftTests
{
    [Fact]
    public void What_is_left_out_takes_its_default()
    {
        var content = Accept(new CalendarDraft { Name = "Work" });
        Assert.Equal(new CalendarContent("Work") { Color = "#3F51B5", TimeZone = Given.Zone }, content);
    }

    [Theory]
    [InlineData("private", false)]
    [InlineData("shared", false)]
    [InlineData("public", true)]
    public void Private_and_shared_mean_the_same(string visibility, bool isPublic) =>
        Assert.Equal(isPublic, Accept(new CalendarDraft { Name = "Work", Visibility = visibility }).IsPublic);

    [Fact]
    public void Everything_wrong_is_told() => Assert.Equal(
        ["color", "description", "name", "timeZone", "visibility"],
        Errors(new CalendarDraft { Name = " ", Color = "red", Description = "\0", Visibility = "open", TimeZone = "Romance Standard Time" }));

    [Theory]
    [InlineData("#3F51B")]
    [InlineData("3F51B5F")]
    [InlineData("#3F51B5FF")]
    [InlineData("#3F51BG")]
    public void A_colour_has_six_digits(string color) => Assert.Equal(["color"], Errors(new CalendarDraft { Name = "Work", Color = color }));

    [Fact]
    public void A_name_is_required_and_limited()
    {
        Assert.Equal(["name"], Errors(new CalendarDraft()));
        Assert.Equal(["name"], Errors(new CalendarDraft { Name = new string('x', 1_025) }));
    }

    [Fact]
    public void Content_makes_the_next_version()
    {
        var calendar = new Calendar { Id = Given.CalendarId, OwnerId = Given.Owner.Id, Name = "Old", TimeZone = "UTC", Version = 3, CreatedAt = Given.Now };
        var changed = new CalendarContent("New") { TimeZone = Given.Zone, IsPublic = true }.ApplyTo(calendar);
        Assert.Equal(calendar with { Name = "New", TimeZone = Given.Zone, IsPublic = true, Version = 4 }, changed);
    }

    [Theory]
    [InlineData("a@example.org", null, "view")]
    [InlineData(null, "42", "owner")]
    public void A_share_names_a_person_one_way(string? email, string? userId, string permission) =>
        Assert.IsType<Checked<CheckedShare>.Accepted>(new ShareDraft(email, userId, permission).Check());

    [Theory]
    [InlineData(null, null, "view", "email")]
    [InlineData("a@example.org", "42", "view", "email")]
    [InlineData("nobody", null, "view", "email")]
    [InlineData(null, "-1", "view", "userId")]
    [InlineData(null, "042", "view", "userId")]
    [InlineData("a@example.org", null, "none", "permission")]
    [InlineData("a@example.org", null, "admin", "permission")]
    [InlineData("a@example.org", null, null, "permission")]
    public void A_share_that_breaks_a_rule_is_refused_by_member(string? email, string? userId, string? permission, string member) =>
        Assert.Equal([member], Assert.IsType<Checked<CheckedShare>.Refused>(new ShareDraft(email, userId, permission).Check()).Refusal.Errors.Keys);

    [Fact]
    public void A_trashed_calendar_gives_permission_to_nobody_but_its_owner()
    {
        var calendar = new Calendar { Id = Given.CalendarId, OwnerId = Given.Owner.Id, Name = "x", TimeZone = "UTC", Version = 1, CreatedAt = Given.Now, IsPublic = true };
        var view = new CalendarView(calendar with { Deleted = new Deletion(Given.Now, Given.Owner.Id) }, true, Permission.Edit);
        Assert.Equal((Permission.Owner, Permission.None), (view.PermissionOf(Given.Owner.Id), view.PermissionOf(Given.Guest.Id)));
    }

    private static CalendarContent Accept(CalendarDraft draft) =>
        Assert.IsType<Checked<CalendarContent>.Accepted>(draft.Check(Given.Rules, Given.Zone)).Value;

    private static IEnumerable<string> Errors(CalendarDraft draft) =>
        Assert.IsType<Checked<CalendarContent>.Refused>(draft.Check(Given.Rules, Given.Zone)).Refusal.Errors.Keys;
}
