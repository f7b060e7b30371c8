using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Interchange;
using Kalends.Domain.Time;
using NodaTime;
using static Kalends.Domain.Tests.Interchange.ReadIn;

namespace Kalends.Domain.Tests.Interchange;

public sealed class ImportTests
{
    private readonly ReadIn calendar = new();

    [Theory]
    [InlineData("DTSTART:20260302T090000Z", "2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z")]
    [InlineData("DTSTART:20260302T090000", "2026-03-02T14:00:00Z", "2026-03-02T14:00:00Z")]
    [InlineData("DTSTART;TZID=Europe/Zurich:20260302T090000|DTEND;TZID=America/New_York:20260302T040000", "2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z")]
    [InlineData("DTSTART;TZID=Europe/Zurich:20260328T090000|DURATION:P1DT1H", "2026-03-28T08:00:00Z", "2026-03-29T08:00:00Z")]
    [InlineData("DTSTART;TZID=Europe/Zurich:20260328T090000|DURATION:PT25H", "2026-03-28T08:00:00Z", "2026-03-29T09:00:00Z")]
    [InlineData("DTSTART;VALUE=DATE:20260302", "2026-03-02T05:00:00Z", "2026-03-03T05:00:00Z")]
    [InlineData("DTSTART;VALUE=DATE:20260302|DURATION:P3D", "2026-03-02T05:00:00Z", "2026-03-05T05:00:00Z")]
    [InlineData("DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\":20260302T090000", "2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z")]
    public void Times_of_every_form_are_read(string lines, string start, string end)
    {
        Assert.IsType<ComponentOutcome.Created>(Assert.Single(calendar.Read(Vevent(lines.Split('|')))));
        var content = calendar.Only().Content;
        Assert.Equal((start, end), (TimeText.Of(At(content.Start)), TimeText.Of(At(content.End))));
    }

    [Theory]
    [InlineData("SUMMARY:x", "DTSTART")]
    [InlineData("DTSTART:yesterday", "DTSTART")]
    [InlineData("DTSTART:20260302T090000Z|DTEND:20260302T080000Z", "DTEND")]
    [InlineData("DTSTART:20260302T090000Z|DTEND;VALUE=DATE:20260303", "DTEND")]
    [InlineData("DTSTART:20260302T090000Z|DURATION:-PT1H", "DURATION")]
    [InlineData("DTSTART:20260302T090000Z|RRULE:FREQ=SOMETIMES", "RRULE")]
    [InlineData("DTSTART:20260302T090000Z|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "RRULE")]
    [InlineData("DTSTART:20260302T090000Z|RRULE:FREQ=DAILY|EXDATE:tomorrow", "EXDATE")]
    [InlineData("DTSTART:20260302T090000Z|RRULE:FREQ=SECONDLY", "RRULE")]
    [InlineData("DTSTART:20260302T090000Z|EXRULE:FREQ=DAILY", "EXRULE")]
    public void What_would_be_at_a_wrong_time_is_refused_by_property(string lines, string property)
    {
        var refused = Assert.IsType<ComponentOutcome.Refused>(Assert.Single(calendar.Read(Vevent(lines.Split('|')))));
        Assert.Equal(property, Assert.Single(refused.Why.Errors).Key);
        Assert.Empty(calendar.Events);
    }

    [Fact]
    public void A_component_without_a_title_gets_one_and_is_written_without()
    {
        calendar.Read(Vevent("DTSTART:20260302T090000Z"));
        Assert.Equal("(No title)", calendar.Only().Content.Title);
        Assert.Null(Assert.Single(calendar.Export()).Find("SUMMARY"));
    }

    [Fact]
    public void Texts_beyond_the_limits_are_shown_in_part_and_kept_whole()
    {
        var (title, place) = (new string('☂', 2_000), "a\\nb");
        calendar.Read(Vevent("DTSTART:20260302T090000Z", $"SUMMARY:{title}", $"LOCATION:{place}"));
        Assert.Equal((title[..1_024], "a b"), (calendar.Only().Content.Title, calendar.Only().Content.Location));
        Assert.Equal(title, Assert.Single(calendar.Export()).Find("SUMMARY")!.Value.RawValue);
    }

    [Fact]
    public void A_component_beyond_the_limit_is_refused() =>
        Assert.IsType<ComponentOutcome.Refused>(Assert.Single(calendar.Read(Vevent("DTSTART:20260302T090000Z", $"ATTACH:{new string('x', 1 << 20)}"))));

    [Fact]
    public void A_later_file_wins_and_the_same_one_leaves_later_edits_alone()
    {
        var (first, second) = (Vevent("DTSTART:20260302T090000Z", "SUMMARY:One"), Vevent("DTSTART:20260302T090000Z", "SUMMARY:Two"));
        calendar.Read(first);
        calendar.Events["u"] = Written.Retitle(calendar.Only(), EditScope.All, null, "Edited");
        Assert.IsType<ComponentOutcome.Unchanged>(Assert.Single(calendar.Read(first)));
        Assert.Equal("Edited", calendar.Only().Content.Title);
        Assert.IsType<ComponentOutcome.Updated>(Assert.Single(calendar.Read(second)));
        Assert.Equal(("Two", 3), (calendar.Only().Content.Title, calendar.Only().Version));
    }

    [Fact]
    public void What_lies_in_the_trash_comes_back()
    {
        var file = Vevent("DTSTART:20260302T090000Z", "SUMMARY:One");
        calendar.Read(file);
        calendar.Events["u"] = calendar.Only() with { Deleted = new Deletion(Given.Now, Given.Owner.Id) };
        Assert.IsType<ComponentOutcome.Updated>(Assert.Single(calendar.Read(file)));
        Assert.True(calendar.Only().IsLive);
    }

    [Theory]
    [InlineData("RECURRENCE-ID;TZID=America/New_York:20260309T090000")]
    [InlineData("RECURRENCE-ID:20260309T130000Z")]
    [InlineData("RECURRENCE-ID:20260309T090000")]
    [InlineData("RECURRENCE-ID;VALUE=DATE:20260309")]
    public void An_instance_is_found_by_any_form_of_its_start(string id)
    {
        ReadWeekly();
        calendar.Read(Vevent(id, "DTSTART;TZID=America/New_York:20260310T100000", "DURATION:PT1H", "SUMMARY:Moved"));
        var changed = Assert.Single(calendar.Only().Overrides);
        Assert.Equal(new EventTime.Moment(new LocalDateTime(2026, 3, 9, 9, 0), Given.Zone), changed.OriginalStart);
        Assert.Equal(("Moved", new LocalDateTime(2026, 3, 10, 10, 0)), (changed.Title, changed.Start!.Local));
        Assert.Contains("2026-03-10T10:00", Given.Starts(calendar.Only()));
    }

    [Theory]
    [InlineData("RECURRENCE-ID:20260310T130000Z")]
    [InlineData("RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T130000Z")]
    public void An_instance_that_the_series_does_not_have_is_refused(string id)
    {
        ReadWeekly();
        var refused = Assert.IsType<ComponentOutcome.Refused>(Assert.Single(calendar.Read(Vevent(id, "DTSTART:20260310T100000Z"))));
        Assert.Equal("RECURRENCE-ID", Assert.Single(refused.Why.Errors).Key);
    }

    [Fact]
    public void A_file_does_not_accept_for_accounts_that_were_not_asked()
    {
        var people = ImmutableDictionary<EmailAddress, UserId>.Empty.Add(Given.Guest.Email, Given.Guest.Id).Add(Given.Owner.Email, Given.Owner.Id);
        var into = new ReadIn { Edit = Given.Edit with { Accounts = people } };
        into.Read(Vevent(
            "DTSTART:20260302T090000Z", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:guest@example.org", "ATTENDEE;PARTSTAT=TENTATIVE:MAILTO:owner@example.org",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:other@example.com", "ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1"));
        Assert.Equal([ResponseStatus.NeedsAction, ResponseStatus.Tentative, ResponseStatus.Declined], into.Only().Content.Attendees.Select(a => a.Response));
        var written = Assert.Single(into.Export()).FindAll("ATTENDEE").Select(line => line.ToString()).ToList();
        Assert.Equal("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:guest@example.org", written[0]);
        Assert.Equal("ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1", written[3]);
    }

    [Fact]
    public void An_answer_that_was_given_here_stays()
    {
        var people = ImmutableDictionary<EmailAddress, UserId>.Empty.Add(Given.Guest.Email, Given.Guest.Id);
        var into = new ReadIn { Edit = Given.Edit with { Accounts = people } };
        into.Read(Vevent("DTSTART:20260302T090000Z", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:guest@example.org"));
        var content = into.Only().Content;
        into.Events["u"] = into.Only() with { Content = content with { Attendees = [content.Attendees[0] with { Response = ResponseStatus.Accepted }] } };
        into.Read(Vevent("DTSTART:20260302T100000Z", "ATTENDEE;PARTSTAT=DECLINED:mailto:guest@example.org"));
        Assert.Equal(ResponseStatus.Accepted, into.Only().Content.Attendees[0].Response);
    }

    private void ReadWeekly() => calendar.Read(Vevent(
        "DTSTART;TZID=America/New_York:20260302T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Weekly"));

    private static Instant At(EventTime time) => time.Resolve(Given.Rules, Given.Zone).At;
}
