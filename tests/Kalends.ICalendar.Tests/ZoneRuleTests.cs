using CsCheck;
using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.ICalendar.Tests;

[Rfc("5545", "3.6.5", "3.8.3.2", "3.8.3.3", "3.8.3.4")]
public sealed class ZoneRuleTests
{
    private static readonly ZoneResolver Resolver = new(TzdbDateTimeZoneSource.Default);
    private static readonly DateTimeZone[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])];

    private static readonly Gen<Interval> Span = Gen.Select(Gen.Int[1850, 2150], Gen.Int[0, 8_000], Gen.Int[0, 20_000], (year, day, days) =>
    {
        var start = Instant.FromUtc(year, 1, 1, 0, 0) + Duration.FromHours(day);
        return new Interval(start, start + Duration.FromDays(days) + Duration.FromHours(1));
    });

    [Fact]
    public void A_written_zone_does_the_same_all_over_the_span() => Gen.Select(Gen.OneOf(Zones), Span).Sample(
        (zone, span) => AssertAlike(zone, Reread(VTimeZone.Write(zone, span), zone.Id), span), iter: 3_000);

    [Fact]
    public void A_zone_written_without_an_end_does_the_same_until_2090() => Gen.Select(Gen.OneOf(Zones), Gen.Int[1900, 2040]).Sample(
        (zone, year) =>
        {
            var start = Instant.FromUtc(year, 6, 1, 0, 0);
            var written = VTimeZone.Write(zone, new Interval(start, null));
            AssertAlike(zone, Reread(written, zone.Id), new Interval(start, Instant.FromUtc(2090, 1, 1, 0, 0)));
        },
        iter: 300);

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Europe/Dublin")]
    [InlineData("Antarctica/Troll")]
    [InlineData("America/Santiago")]
    [InlineData("Pacific/Chatham")]
    [InlineData("Asia/Jerusalem")]
    public void A_zone_of_lasting_rules_goes_on_for_ever_in_two_observances(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var start = Instant.FromUtc(2026, 3, 2, 9, 0);
        var written = VTimeZone.Write(zone, new Interval(start, null));
        Assert.InRange(written.Components.Count, 2, 3);
        AssertAlike(zone, Reread(written, id), new Interval(start, Instant.FromUtc(2300, 1, 1, 0, 0)));
    }

    [Fact]
    public void One_meeting_needs_one_observance()
    {
        var day = new Interval(Instant.FromUtc(2026, 3, 2, 9, 0), Instant.FromUtc(2026, 3, 2, 10, 0));
        Assert.Equal(
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
            + "TZNAME:CET\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n",
            VTimeZone.Write(DateTimeZoneProviders.Tzdb["Europe/Berlin"], day).ToString());
        Assert.Equal(
            "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\n"
            + "TZNAME:UTC\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n",
            VTimeZone.Write(DateTimeZone.Utc, day).ToString());
    }

    [Fact]
    public void Rules_under_a_name_that_says_nothing_find_their_zone()
    {
        var life = new Interval(Instant.FromUtc(2026, 1, 5, 9, 0), null);
        Assert.Equal("America/New_York", Matched("America/New_York", life).Id);
        Assert.Equal("Australia/Lord_Howe", Matched("Australia/Lord_Howe", life).Id);
        Assert.Equal("Etc/GMT-9", Matched("Asia/Tokyo", life).Id);
        var winter = new Interval(Instant.FromUtc(2026, 1, 5, 9, 0), Instant.FromUtc(2026, 1, 5, 10, 0));
        Assert.Equal("America/New_York", Matched("America/New_York", winter).Id);
    }

    [Fact]
    public void The_place_that_the_rules_name_is_preferred()
    {
        var written = VTimeZone.Write(DateTimeZoneProviders.Tzdb["Europe/Vienna"], new Interval(Instant.FromUtc(2026, 1, 5, 9, 0), null))
            .With(NewProperty.Text("X-LIC-LOCATION", "Europe/Vienna"));
        var resolution = Resolver.Resolve("Büro", written, new Interval(Instant.FromUtc(2026, 1, 5, 9, 0), null));
        Assert.Equal("Europe/Vienna", Assert.IsType<ZoneResolution.Matched>(resolution).Zone.Id);
    }

    [Fact]
    public void Rules_that_no_place_has_are_honoured()
    {
        var zone = Texts.Parsed(
            "BEGIN:VTIMEZONE\r\nTZID:Mars\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0137\r\nTZOFFSETTO:+0037\r\n"
            + "RRULE:FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=13\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:19700401T000000Z\r\nTZOFFSETFROM:+0037\r\n"
            + "TZOFFSETTO:+0137\r\nRRULE:FREQ=YEARLY\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n").Objects[0];
        var honoured = Assert.IsType<ZoneResolution.Honoured>(Resolver.Resolve("Mars", zone, new Interval(Instant.FromUtc(2026, 1, 1, 0, 0), null))).Zone;
        Assert.Equal("Mars", honoured.Id);
        Assert.Equal(Offset.FromHoursAndMinutes(0, 37), honoured.GetUtcOffset(Instant.FromUtc(2026, 1, 1, 0, 0)));
        Assert.Equal(Offset.FromHoursAndMinutes(1, 37), honoured.GetUtcOffset(Instant.FromUtc(2026, 5, 1, 0, 0)));
        Assert.Equal(new LocalDateTime(2026, 4, 1, 1, 0), honoured.AtLeniently(new LocalDateTime(2026, 4, 1, 0, 0)).LocalDateTime);
    }

    [Theory]
    [InlineData("DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100")]
    [InlineData("DTSTART:x\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100")]
    [InlineData("DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=SECONDLY")]
    [InlineData("DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nRRULE:nonsense")]
    [InlineData("DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nRDATE:x")]
    [InlineData("DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU")]
    public void Rules_that_cannot_be_understood_leave_the_zone_unresolved(string lines)
    {
        var zone = Texts.Parsed($"BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\n{lines}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n").Objects[0];
        Assert.IsType<ZoneResolution.Unresolved>(Resolver.Resolve("Mine", zone, new Interval(null, null)));
    }

    [Fact]
    public void Far_too_many_observances_leave_the_zone_unresolved()
    {
        var one = Component.Create(
            "STANDARD",
            [
                NewProperty.Time("DTSTART", new DateOrTime.Floating(new LocalDateTime(1970, 1, 1, 0, 0))),
                NewProperty.UtcOffset("TZOFFSETFROM", Offset.FromSeconds(7)), NewProperty.UtcOffset("TZOFFSETTO", Offset.FromSeconds(7)),
            ]);
        var life = new Interval(Instant.FromUtc(2026, 1, 1, 0, 0), null);
        Component Zone(int observances) => Component.Create("VTIMEZONE", [], Enumerable.Repeat(one, observances));
        Assert.IsType<ZoneResolution.Honoured>(Resolver.Resolve("Mine", Zone(400), life));
        Assert.IsType<ZoneResolution.Unresolved>(Resolver.Resolve("Mine", Zone(401), life));
    }

    private static DateTimeZone Matched(string id, Interval life)
    {
        var written = VTimeZone.Write(DateTimeZoneProviders.Tzdb[id], new Interval(life.Start, null));
        return Assert.IsType<ZoneResolution.Matched>(Resolver.Resolve("Customized Time Zone", written, life)).Zone;
    }

    private static ObservedZone Reread(Component written, string id) =>
        ObservedZone.Read(id, Texts.Parsed(written.ToString()).Objects[0])!;

    private static void AssertAlike(DateTimeZone expected, DateTimeZone actual, Interval span) =>
        Assert.Equal(ZoneBehaviour.Changes(expected, span), ZoneBehaviour.Changes(actual, span));
}
