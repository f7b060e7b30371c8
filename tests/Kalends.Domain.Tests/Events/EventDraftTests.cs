using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;

namespace Kalends.Domain.Tests.Events;

public sealed class EventDraftTests
{
    private static readonly EventDraft Sound = Given.Draft("2026-03-02T09:00:00");

    [Fact]
    public void What_is_left_out_takes_its_default()
    {
        var content = Given.Content(Sound);

        Assert.Equal(("", "", EventStatus.Confirmed), (content.Description, content.Location, content.Status));
        Assert.Equal((Transparency.Opaque, Visibility.Default), (content.Transparency, content.Visibility));
        Assert.Empty(content.Attendees);
        Assert.False(content.IsSeries);
    }

    [Fact]
    public void Title_start_and_end_are_required() =>
        Assert.Equal(["end", "start", "title"], Given.Errors(new EventDraft()).Keys);

    [Fact]
    public void All_errors_are_told_at_once() => Assert.Equal(
        ["attendees[0].email", "end.timeZone", "recurrence[0]", "reminders[1]", "status", "title"],
        Given.Errors(Sound with
        {
            Title = "",
            End = Sound.End! with { TimeZone = "Nowhere" },
            Recurrence = ["FREQ=DAILY"],
            Status = "maybe",
            Attendees = [new AttendeeDraft("nobody")],
            Reminders = [5, -1],
        }).Keys);

    [Fact]
    public void Limits_are_in_code_points_not_in_units()
    {
        var face = "\U0001F600";
        Assert.NotNull(Given.Content(Sound with { Title = Repeat(face, 1_024), Location = Repeat(face, 1_024), Description = Repeat("x", 65_536) }));
        Assert.Equal(
            ["description", "location", "title"],
            Given.Errors(Sound with { Title = Repeat(face, 1_025), Location = Repeat("x", 1_025), Description = Repeat(face, 65_537) }).Keys);
    }

    [Theory]
    [InlineData("\u0000")]
    [InlineData("\u0007")]
    [InlineData("\u001F")]
    public void Control_characters_are_refused_everywhere(string control) => Assert.Equal(
        ["description", "location", "title"],
        Given.Errors(Sound with { Title = $"a{control}", Location = control, Description = $"{control}b" }).Keys);

    [Theory]
    [InlineData("\t")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Tabs_and_line_breaks_are_taken_in_descriptions_only(string control)
    {
        Assert.Equal($"a{control}b", Given.Content(Sound with { Description = $"a{control}b" }).Description);
        Assert.Equal(["location", "title"], Given.Errors(Sound with { Title = $"a{control}b", Location = $"a{control}b" }).Keys);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        // Not as inline data: attributes are stored as UTF-8, which has no halves.
        foreach (var text in new[] { "a\uD83D", "\uDE00a", "\uDE00\uD83D" })
            Assert.Equal(["title"], Given.Errors(Sound with { Title = text }).Keys);
    }

    [Theory]
    [InlineData("2026-03-02T09:00:00", "2026-03-02T09:00:00")]
    [InlineData("2026-03-02T09:00:00", "2026-03-02T09:00:01")]
    public void A_timed_event_may_end_when_it_starts(string start, string end) =>
        Assert.NotNull(Given.Content(Between(new EventTimeDraft(start), new EventTimeDraft(end))));

    [Fact]
    public void An_end_before_the_start_is_refused() =>
        Assert.Equal(["end.dateTime"], Given.Errors(Between(new EventTimeDraft("2026-03-02T09:00:00"), new EventTimeDraft("2026-03-02T08:59:59"))).Keys);

    [Fact]
    public void The_order_of_start_and_end_is_that_of_instants_not_of_clocks()
    {
        var start = new EventTimeDraft("2026-03-02T09:00:00", "America/New_York");
        Assert.NotNull(Given.Content(Between(start, new EventTimeDraft("2026-03-02T07:00:00", "America/Los_Angeles"))));
        Assert.Equal(["end.dateTime"], Given.Errors(Between(start, new EventTimeDraft("2026-03-02T10:00:00", "Europe/Zurich"))).Keys);
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-02", "end.date")]
    [InlineData("2026-03-02", "2026-03-01", "end.date")]
    public void An_all_day_event_ends_at_least_one_day_later(string first, string end, string member) =>
        Assert.Equal([member], Given.Errors(Given.AllDay(first, end)).Keys);

    [Fact]
    public void Days_and_times_do_not_mix()
    {
        Assert.Equal(["end"], Given.Errors(Between(new EventTimeDraft(Date: "2026-03-02"), new EventTimeDraft("2026-03-03T09:00:00"))).Keys);
        Assert.Equal(["end"], Given.Errors(Between(new EventTimeDraft("2026-03-02T09:00:00"), new EventTimeDraft(Date: "2026-03-03"))).Keys);
    }

    [Theory]
    [InlineData("FREQ=DAILY")]
    [InlineData("RRULE:FREQ=SOMETIMES")]
    [InlineData("RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270101T000000Z")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("RRULE:FREQ=DAILY;UNTIL=20250101T000000Z")]
    [InlineData("EXDATE:yesterday")]
    [InlineData("EXRULE:FREQ=DAILY")]
    public void A_recurrence_line_at_fault_is_named(string line) =>
        Assert.Equal(["recurrence[1]"], Given.Errors(Sound with { Recurrence = ["RDATE:20260401T090000", line] }).Keys);

    [Fact]
    public void A_rule_with_more_than_a_hundred_thousand_occurrences_a_year_is_refused()
    {
        Assert.Equal(["recurrence"], Given.Errors(Sound with { Recurrence = ["RRULE:FREQ=MINUTELY"] }).Keys);
        Assert.NotNull(Given.Content(Sound with { Recurrence = ["RRULE:FREQ=MINUTELY;INTERVAL=10"] }));
    }

    [Fact]
    public void A_null_among_the_recurrence_lines_is_named() =>
        Assert.Equal(["recurrence[0]"], Given.Errors(Sound with { Recurrence = [null] }).Keys);

    [Fact]
    public void Attendees_are_unique_without_case() => Assert.Equal(
        ["attendees[1].email"],
        Given.Errors(Sound with { Attendees = [new AttendeeDraft("a@example.org"), new AttendeeDraft("A@Example.org")] }).Keys);

    [Fact]
    public void Attendees_and_reminders_have_limits()
    {
        var many = Enumerable.Range(0, 501).Select(i => new AttendeeDraft($"a{i}@example.org")).ToArray();
        Assert.Equal(["attendees", "reminders"], Given.Errors(Sound with { Attendees = [.. many], Reminders = [.. Enumerable.Range(0, 101)] }).Keys);
        Assert.Equal(500, Given.Content(Sound with { Attendees = [.. many[..500]], Reminders = [.. Enumerable.Range(0, 100)] }).Attendees.Length);
    }

    [Fact]
    public void Nobody_answers_for_anyone_else()
    {
        var content = Given.Content(Sound with
        {
            Attendees = [new AttendeeDraft(Given.Guest.Email.Text, ResponseStatus: "accepted"), new AttendeeDraft(Given.Owner.Email.Text, ResponseStatus: "tentative")],
        });
        Assert.Equal([ResponseStatus.NeedsAction, ResponseStatus.Tentative], content.Attendees.Select(a => a.Response));
    }

    [Fact]
    public void Accounts_are_looked_up_for_addresses_that_may_be_some()
    {
        var draft = Sound with { Attendees = [new AttendeeDraft("A@x.org"), new AttendeeDraft("a@x.org"), new AttendeeDraft(null), new AttendeeDraft("nobody")] };
        Assert.Equal([new EmailAddress("a@x.org")], draft.Addresses(new Limits()));
        Assert.Empty(draft.Addresses(new Limits { Attendees = 3 }));
    }

    [Fact]
    public void Attendees_get_the_accounts_behind_their_addresses()
    {
        var edit = Given.Edit with { Accounts = Given.Edit.Accounts.Add(Given.Guest.Email, Given.Guest.Id) };
        var draft = Sound with { Attendees = [new AttendeeDraft("Guest@Example.ORG"), new AttendeeDraft("else@example.org")] };
        var content = Assert.IsType<Checked<EventContent>.Accepted>(draft.Check(new EventDraftContext(Given.Rules, edit))).Value;
        Assert.Equal<UserId?>([Given.Guest.Id, null], content.Attendees.Select(a => a.UserId));
    }

    private static EventDraft Between(EventTimeDraft start, EventTimeDraft end) => Sound with { Start = start, End = end };

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
