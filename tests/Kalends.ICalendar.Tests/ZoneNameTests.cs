using NodaTime;
using NodaTime.TimeZones;

namespace Kalends.ICalendar.Tests;

[Rfc("5545", "3.2.19", "3.8.3.1")]
public sealed class ZoneNameTests
{
    private static readonly ZoneResolver Resolver = new(TzdbDateTimeZoneSource.Default);

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("US/Eastern", "US/Eastern")]
    [InlineData("\"Europe/Berlin\"", "Europe/Berlin")]
    [InlineData(" 'Europe/Berlin' ", "Europe/Berlin")]
    [InlineData("UTC", "UTC")]
    [InlineData("Z", "UTC")]
    [InlineData("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin")]
    [InlineData("/freeassociation.sourceforge.net/Tzfile/America/Argentina/Ushuaia", "America/Argentina/Ushuaia")]
    [InlineData("/softwarestudio.org/Olson_20011030_5/America/New_York", "America/New_York")]
    [InlineData("/citadel.org/20210210_1/Asia/Kolkata", "Asia/Kolkata")]
    [InlineData("/Europe/Berlin", "Europe/Berlin")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("Eastern Daylight Time", "America/New_York")]
    [InlineData("GMT Summer Time", "Europe/London")]
    [InlineData("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("(GMT-05.00) Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("Eastern Time (US & Canada)", "America/New_York")]
    [InlineData("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin")]
    [InlineData("(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", "Europe/London")]
    [InlineData("(UTC+10:30) Lord Howe Island", "Australia/Lord_Howe")]
    [InlineData("tzone://Microsoft/Utc", "UTC")]
    [InlineData("Eastern", "America/New_York")]
    [InlineData("W. Europe", "Europe/Berlin")]
    [InlineData("Z=5$DO=1$DL=3 2 1 11 1 1$ZX=25$ZN=Eastern", "America/New_York")]
    public void A_name_of_any_family_is_known(string tzId, string id) =>
        Assert.Equal(id, Assert.IsType<ZoneResolution.Named>(Resolver.Resolve(tzId, null, new Interval(null, null))).Zone.Id);

    [Theory]
    [InlineData("")]
    [InlineData("Customized Time Zone")]
    [InlineData("tzone://Microsoft/Custom")]
    [InlineData("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien")]
    [InlineData("My/Zone")]
    [InlineData("/")]
    public void Other_names_say_nothing(string tzId) =>
        Assert.IsType<ZoneResolution.Unresolved>(Resolver.Resolve(tzId, null, new Interval(null, null)));

    [Fact]
    public void Every_displayed_name_leads_to_a_zone()
    {
        using var resource = typeof(ZoneResolver).Assembly.GetManifestResourceStream("WindowsDisplayNames.tsv")!;
        var lines = new StreamReader(resource).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 130);
        Assert.All(lines, line => Assert.IsType<ZoneResolution.Named>(Resolver.Resolve(line.Split('\t')[1], null, new Interval(null, null))));
    }

    [Fact]
    public void Every_windows_name_of_cldr_and_every_iana_name_is_known()
    {
        Assert.All(TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Where(p => p.Key != "UTC"), pair =>
            Assert.Equal(pair.Value, Assert.IsType<ZoneResolution.Named>(Resolver.Resolve(pair.Key, null, new Interval(null, null))).Zone.Id));
        Assert.All(TzdbDateTimeZoneSource.Default.GetIds(), id =>
            Assert.Equal(id, Assert.IsType<ZoneResolution.Named>(Resolver.Resolve(id, null, new Interval(null, null))).Zone.Id));
    }
}
