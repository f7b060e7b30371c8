using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using NodaTime;

namespace Kalends.Domain.Tests.Identity;

public sealed class PreferencesTests
{
    private static readonly Preferences Current = new()
    {
        TimeZone = Given.Zone,
        Locale = "de-CH",
        DefaultReminders = [30],
        Channels = new ChannelPreferences(Email: false),
        QuietHours = new TimeSpanOfDay(new LocalTime(22, 0), new LocalTime(7, 0)),
    };

    [Fact]
    public void A_replacement_puts_defaults_for_what_is_left_out_and_keeps_what_belongs_to_notifications()
    {
        var replaced = Accept(new PreferencesDraft().Check(Given.Rules, Current));
        Assert.Equal(("UTC", "en-US", IsoDayOfWeek.Monday), (replaced.TimeZone, replaced.Locale, replaced.WeekStart));
        Assert.Equal([10], replaced.DefaultReminders);
        Assert.Equal((Current.Channels, Current.QuietHours), (replaced.Channels, replaced.QuietHours));
    }

    [Fact]
    public void What_is_written_is_read()
    {
        var read = Accept(new PreferencesDraft
        {
            TimeZone = "Europe/Zurich",
            Locale = "fr-CH",
            WeekStart = "SU",
            DefaultReminders = [],
            WorkingHours = Hours("MO", new("09:00", "12:00"), new("13:00", "17:30")),
        }.Check(Given.Rules, Current));
        Assert.Equal(("Europe/Zurich", "fr-CH", IsoDayOfWeek.Sunday), (read.TimeZone, read.Locale, read.WeekStart));
        Assert.Empty(read.DefaultReminders);
        Assert.Equal(new TimeSpanOfDay(new LocalTime(13, 0), new LocalTime(17, 30)), read.WorkingHours[IsoDayOfWeek.Monday][1]);
    }

    [Fact]
    public void Everything_wrong_is_told() => Assert.Equal(
        ["defaultReminders[0]", "locale", "timeZone", "weekStart", "workingHours.XX"],
        Errors(new PreferencesDraft
        {
            TimeZone = "Nowhere",
            Locale = "x",
            WeekStart = "monday",
            DefaultReminders = [-1],
            WorkingHours = Hours("XX", new DaySpanDraft("09:00", "10:00")),
        }.Check(Given.Rules, Current)));

    [Theory]
    [InlineData("9:00", "17:00", "workingHours.MO[1].start")]
    [InlineData("13:00", "24:00", "workingHours.MO[1].end")]
    [InlineData("13:00", null, "workingHours.MO[1].end")]
    [InlineData("13:00", "13:00", "workingHours.MO[1].end")]
    [InlineData("13:00", "12:30", "workingHours.MO[1].end")]
    [InlineData("11:00", "12:30", "workingHours.MO[1].start")]
    public void Working_hours_are_times_in_order(string? start, string? end, string member) => Assert.Equal(
        [member],
        Errors(new PreferencesDraft { WorkingHours = Hours("MO", new("09:00", "12:00"), new(start, end)) }.Check(Given.Rules, Current)));

    [Fact]
    public void Notification_preferences_leave_what_they_do_not_name()
    {
        var changed = Accept(new NotificationPreferencesDraft { Push = false }.Check(Given.Rules, Current));
        Assert.Equal(Current with { Channels = new ChannelPreferences(Email: false, Push: false) }, changed);
    }

    [Fact]
    public void Quiet_hours_may_go_past_midnight_and_can_be_taken_away()
    {
        var set = Accept(new NotificationPreferencesDraft { QuietHours = new DaySpanDraft("23:00", "06:30") }.Check(Given.Rules, Current));
        Assert.Equal(new TimeSpanOfDay(new LocalTime(23, 0), new LocalTime(6, 30)), set.QuietHours);
        Assert.Null(Accept(new NotificationPreferencesDraft { NamesQuietHours = true }.Check(Given.Rules, Current)).QuietHours);
    }

    [Fact]
    public void Quiet_hours_are_not_empty() => Assert.Equal(
        ["quietHours.end"],
        Errors(new NotificationPreferencesDraft { QuietHours = new DaySpanDraft("22:00", "22:00") }.Check(Given.Rules, Current)));

    [Fact]
    public void Text_messages_need_a_number()
    {
        Assert.Equal(["channels.sms.phoneNumber"], Errors(new NotificationPreferencesDraft { Sms = true }.Check(Given.Rules, Current)));
        Assert.True(Accept(new NotificationPreferencesDraft { Sms = true, PhoneNumber = "+41791234567" }.Check(Given.Rules, Current)).Channels.Sms);
    }

    [Theory]
    [InlineData("0791234567")]
    [InlineData("+0791234567")]
    [InlineData("+41 79 123 45 67")]
    [InlineData("+4179123456789012")]
    [InlineData("+41")]
    public void A_number_is_international(string number) =>
        Assert.Equal(["channels.sms.phoneNumber"], Errors(new NotificationPreferencesDraft { PhoneNumber = number }.Check(Given.Rules, Current)));

    private static ImmutableSortedDictionary<string, ImmutableArray<DaySpanDraft>> Hours(string day, params DaySpanDraft[] spans) =>
        ImmutableSortedDictionary<string, ImmutableArray<DaySpanDraft>>.Empty.Add(day, [.. spans]);

    private static Preferences Accept(Checked<Preferences> result) => Assert.IsType<Checked<Preferences>.Accepted>(result).Value;

    private static IEnumerable<string> Errors(Checked<Preferences> result) => Assert.IsType<Checked<Preferences>.Refused>(result).Refusal.Errors.Keys;
}
