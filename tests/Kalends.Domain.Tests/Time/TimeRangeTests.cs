using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Domain.Tests.Time;

public sealed class TimeRangeTests
{
    [Theory]
    [InlineData("2026-03-02T14:00:00Z", "2026-03-02T14:00:01Z")]
    [InlineData("2026-03-02T14:00:00+02:00", "2026-03-02T14:00:00Z")]
    [InlineData("2024-02-29T00:00:00Z", "2029-02-28T00:00:00Z")]
    [InlineData("2026-03-02T14:00:00Z", "2031-03-02T14:00:00Z")]
    [InlineData("9998-01-01T00:00:00Z", "9999-12-31T23:59:59Z")]
    public void A_range_of_up_to_five_calendar_years_is_taken(string start, string end) =>
        Assert.IsType<Checked<TimeRange>.Accepted>(TimeRange.Check(start, end, new Limits()));

    [Theory]
    [InlineData(null, "2026-03-02T14:00:01Z", "start")]
    [InlineData("2026-03-02T14:00:00Z", null, "end")]
    [InlineData("2026-03-02T14:00:00", "2026-03-03T14:00:00Z", "start")]
    [InlineData("2026-03-02", "2026-03-03T14:00:00Z", "start")]
    [InlineData("2026-03-02T14:00:00Z", "2026-03-02T14:00:00Z", "end")]
    [InlineData("2026-03-02T14:00:00Z", "2026-03-01T14:00:00Z", "end")]
    [InlineData("2026-03-02T14:00:00Z", "2031-03-02T14:00:01Z", "end")]
    [InlineData("2026-03-02T14:00:00 02:00", "2026-03-03T14:00:00Z", "start")]
    public void A_range_that_breaks_a_rule_is_refused_by_member(string? start, string? end, string member) =>
        Assert.Equal(member, Assert.Single(Assert.IsType<Checked<TimeRange>.Refused>(TimeRange.Check(start, end, new Limits())).Refusal.Errors).Key);

    [Fact]
    public void An_offset_is_taken_off() =>
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 12, 0), InstantText.Read("2026-03-02T14:00:00+02:00"));
}
