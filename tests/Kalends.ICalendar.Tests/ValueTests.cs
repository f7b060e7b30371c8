using NodaTime;

namespace Kalends.ICalendar.Tests;

public sealed class ValueTests
{
    private static readonly LocalDateTime Nine = new(2026, 3, 2, 9, 0);

    [Fact]
    [Rfc("5545", "3.3.4", "3.3.5")]
    public void Dates_and_times_are_read_in_their_forms()
    {
        Assert.Equal(new DateOrTime.Date(Nine.Date), Texts.Property("DTSTART;VALUE=DATE:20260302").AsDateOrTime());
        Assert.Equal(new DateOrTime.Floating(Nine), Texts.Property("DTSTART:20260302T090000").AsDateOrTime());
        Assert.Equal(new DateOrTime.Utc(Nine), Texts.Property("DTSTART:20260302t090000z").AsDateOrTime());
        Assert.Equal(new DateOrTime.Zoned(Nine, "Europe/Paris"), Texts.Property("DTSTART;TZID=\"Europe/Paris\":20260302T090000").AsDateOrTime());
        Assert.Equal(new DateOrTime.Floating(new(2026, 3, 2, 23, 59, 59)), DateOrTime.Parse("20260302T235960", null));
        Assert.Equal(new DateOrTime.Floating(new(2026, 3, 3, 0, 0)), DateOrTime.Parse("20260302T240000", null));
        Assert.Equal(2, Texts.Property("EXDATE;TZID=X:20260302T090000,20260309T090000").AsDatesOrTimes()!.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("20260229")]
    [InlineData("00000101")]
    [InlineData("20261301")]
    [InlineData("2026-03-02")]
    [InlineData("20260302T0900")]
    [InlineData("20260302T250000")]
    [InlineData("20260302T090000+0100")]
    [InlineData("20260302T090000ZZ")]
    [InlineData("99991231T240000")]
    [Rfc("5545", "3.3.4", "3.3.5")]
    public void What_is_no_date_or_time_reads_as_null(string raw) => Assert.Null(DateOrTime.Parse(raw, null));

    [Theory]
    [InlineData("P15DT5H0M20S", "P15DT5H0M20S", 15, 18020)]
    [InlineData("-P7W", "-P7W", -49, 0)]
    [InlineData("+PT15M", "PT15M", 0, 900)]
    [InlineData("-PT15M", "-PT15M", 0, -900)]
    [InlineData("PT1H20S", "PT1H0M20S", 0, 3620)]
    [InlineData("P1W2D", "P9D", 9, 0)]
    [InlineData("P0D", "PT0S", 0, 0)]
    [Rfc("5545", "3.3.6")]
    public void Durations_keep_days_apart_from_hours(string raw, string written, int days, int seconds)
    {
        var duration = NominalDuration.Parse(raw)!.Value;
        Assert.Equal((days, Duration.FromSeconds(seconds)), (duration.NominalDays, duration.Exact));
        Assert.Equal(written, duration.ToString());
    }

    [Theory]
    [InlineData("P")]
    [InlineData("15M")]
    [InlineData("PT5D")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("PT5S3M")]
    [InlineData("PT99999999999S")]
    [Rfc("5545", "3.3.6")]
    public void What_is_no_duration_reads_as_null(string raw) => Assert.Null(NominalDuration.Parse(raw));

    [Fact]
    [Rfc("5545", "3.3.9", "3.8.2.6")]
    public void Periods_end_or_last()
    {
        var periods = Texts.Property("FREEBUSY:20260302T090000Z/PT1H,20260302T110000Z/20260302T120000Z").AsPeriods()!;
        Assert.Equal(new PeriodValue.Lasting(new DateOrTime.Utc(Nine), new NominalDuration(false, 0, 0, 1, 0, 0)), periods[0]);
        Assert.Equal(new PeriodValue.Until(new DateOrTime.Utc(Nine.PlusHours(2)), new DateOrTime.Utc(Nine.PlusHours(3))), periods[1]);
        Assert.Equal("FREEBUSY:20260302T090000Z/PT1H,20260302T110000Z/20260302T120000Z", NewProperty.Periods("FREEBUSY", periods).ToString());
        Assert.Null(Texts.Property("FREEBUSY:20260302T090000Z/-PT1H").AsPeriods());
        Assert.Null(Texts.Property("FREEBUSY:20260302/PT1H").AsPeriods());
    }

    [Theory]
    [InlineData("+0100", 3600, "+0100")]
    [InlineData("-0330", -12600, "-0330")]
    [InlineData("+011736", 4656, "+011736")]
    [InlineData("-0000", 0, "+0000")]
    [Rfc("5545", "3.3.14")]
    public void Offsets_go_to_the_second(string raw, int seconds, string written)
    {
        Assert.Equal(Offset.FromSeconds(seconds), Texts.Property($"TZOFFSETTO:{raw}").AsOffset());
        Assert.Equal($"TZOFFSETTO:{written}", NewProperty.UtcOffset("TZOFFSETTO", Offset.FromSeconds(seconds)).ToString());
    }

    [Fact]
    [Rfc("5545", "3.3.14")]
    public void What_is_no_offset_reads_as_null() =>
        Assert.All(["", "01:00", "+1900", "+0160", "+010", "+01000"], raw => Assert.Null(Texts.Property($"TZOFFSETTO:{raw}").AsOffset()));

    [Fact]
    [Rfc("5545", "3.3.2", "3.3.7", "3.3.8")]
    public void Numbers_and_truth()
    {
        Assert.Equal(-5, Texts.Property("SEQUENCE:-5").AsInteger());
        Assert.Equal(5, Texts.Property("SEQUENCE:+5").AsInteger());
        Assert.All(["", "5.0", "x", "99999999999", "+-5"], raw => Assert.Null(Texts.Property($"SEQUENCE:{raw}").AsInteger()));
        Assert.Equal(1.5, Texts.Property("X-F:+1.5").AsFloat());
        Assert.All(["", "1e5", "NaN", "1.2.3"], raw => Assert.Null(Texts.Property($"X-F:{raw}").AsFloat()));
        Assert.Equal([true, false, null], new[] { "TRUE", "false", "yes" }.Select(raw => Texts.Property($"X-B:{raw}").AsBoolean()));
        Assert.Equal("X-F:0.1", NewProperty.Float("X-F", 0.1).ToString());
        Assert.Equal("X-B:FALSE", NewProperty.Boolean("X-B", false).ToString());
        Assert.Equal("SEQUENCE:7", NewProperty.Integer("SEQUENCE", 7).ToString());
    }

    [Fact]
    [Rfc("5545", "3.8.1.6", "3.8.8.3")]
    public void Places_and_statuses()
    {
        Assert.Equal(new GeoPosition(37.386013, -122.082932), Texts.Property("GEO:37.386013;-122.082932").AsGeo());
        Assert.Equal("GEO:37.386013;-122.082932", NewProperty.Geo(new GeoPosition(37.386013, -122.082932)).ToString());
        Assert.All(["91;0", "0;181", "1", ";", "a;b"], raw => Assert.Null(Texts.Property($"GEO:{raw}").AsGeo()));
        var status = new RequestStatus("3.1", "Invalid; value", "DTSTART:96-Apr-01");
        Assert.Equal(status, Texts.Property("REQUEST-STATUS:3.1;Invalid\\; value;DTSTART:96-Apr-01").AsRequestStatus());
        Assert.Equal(status, NewProperty.Status(status).AsRequestStatus());
        Assert.All(["2.0", "2;ok", "x.y;ok", ""], raw => Assert.Null(Texts.Property($"REQUEST-STATUS:{raw}").AsRequestStatus()));
    }

    [Fact]
    [Rfc("5545", "3.1.3", "3.3.1")]
    public void Binary_is_base64()
    {
        byte[] octets = [0, 1, 255, 10, 13];
        var property = NewProperty.Binary("ATTACH", octets, new Parameter("FMTTYPE", "a/b"));
        Assert.Equal("ATTACH;FMTTYPE=a/b;ENCODING=BASE64;VALUE=BINARY:AAH/Cg0=", property.ToString());
        Assert.Equal(octets, property.AsBinary());
        Assert.Equal(ValueType.Binary, property.ValueType());
        Assert.Null(Texts.Property("ATTACH:%%%").AsBinary());
    }

    [Fact]
    public void Times_of_one_form_share_a_property()
    {
        var times = new DateOrTime[] { new DateOrTime.Zoned(Nine, "A"), new DateOrTime.Zoned(Nine.PlusDays(7), "A") };
        Assert.Equal("EXDATE;TZID=A:20260302T090000,20260309T090000", NewProperty.Times("EXDATE", times).ToString());
        Assert.Equal("DTSTART;VALUE=DATE:20260302", NewProperty.Time("DTSTART", new DateOrTime.Date(Nine.Date)).ToString());
        Assert.Throws<ArgumentException>(() => NewProperty.Times("EXDATE", [times[0], new DateOrTime.Utc(Nine)]));
    }

    [Theory]
    [InlineData("DTSTART:x", ValueType.DateTime)]
    [InlineData("DTSTART;VALUE=date:x", ValueType.Date)]
    [InlineData("TRIGGER;VALUE=DATE-TIME:x", ValueType.DateTime)]
    [InlineData("CONFERENCE:x", ValueType.Uri)]
    [InlineData("ACKNOWLEDGED:x", ValueType.DateTime)]
    [InlineData("CALENDAR-ADDRESS:x", ValueType.CalAddress)]
    [InlineData("LINK;VALUE=XML-REFERENCE:x", ValueType.XmlReference)]
    [InlineData("X-OTHER:x", ValueType.Unknown)]
    [InlineData("X-OTHER;VALUE=X-THING:x", ValueType.Unknown)]
    [Rfc("5545", "3.2.20", "3.3", "3.3.3", "3.3.13")]
    public void The_type_comes_from_the_parameter_or_the_property(string line, ValueType type) =>
        Assert.Equal(type, Texts.Property(line).ValueType());
}
