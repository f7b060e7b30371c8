using NodaTime;

namespace Kalends.ICalendar.Tests;

/// <summary>Whatever goes into a value, one property stays one line.</summary>
[Rfc("5545", "3.1")]
public sealed class InjectionTests
{
    private const string Attack = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTENDEE:mailto:evil@example.org\rX:\u0000\"";

    public static TheoryData<Property> Properties() =>
    [
        NewProperty.Text("SUMMARY", Attack),
        NewProperty.TextList("CATEGORIES", [Attack, Attack]),
        NewProperty.Text("ATTENDEE", "a", new Parameter("CN", Attack, Attack)),
        NewProperty.Time("DTSTART", new DateOrTime.Zoned(new LocalDateTime(2026, 3, 2, 9, 0), Attack)),
        NewProperty.Status(new RequestStatus(Attack, Attack, Attack)),
        NewProperty.Binary("ATTACH", "x"u8, new Parameter("FILENAME", Attack)),
        Texts.Property("SUMMARY;A=b:x").With(new Parameter("A", Attack)),
    ];

    [Theory]
    [MemberData(nameof(Properties))]
    public void No_value_ends_its_line(Property property)
    {
        var component = Component.Create("VEVENT", [property]);
        var read = Texts.Parsed(component.ToString());
        Assert.Equal(component, Assert.Single(read.Objects));
        Assert.Empty(read.Leniencies);
        Assert.Single(read.Objects[0].Properties);
    }

    [Fact]
    public void A_raw_value_with_a_control_character_makes_no_property()
    {
        Assert.Null(NewProperty.Raw("URL", "https://example.org/\r\nX:1"));
        Assert.Null(NewProperty.Raw("URL", "https://example.org/\u007f"));
        Assert.Equal("URL:https://example.org/", NewProperty.Raw("url", "https://example.org/")!.Value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("X-A:b")]
    [InlineData("X\r\nY")]
    [InlineData("X;Y")]
    [InlineData("É")]
    public void Names_that_are_no_tokens_are_bugs_of_the_caller(string name)
    {
        Assert.Throws<ArgumentException>(() => NewProperty.Text(name, "x"));
        Assert.Throws<ArgumentException>(() => new Parameter(name, "x"));
        Assert.Throws<ArgumentException>(() => Component.Create(name, []));
        Assert.Throws<ArgumentException>(() => new ICalendarWriter(new System.Buffers.ArrayBufferWriter<byte>()).Begin(name));
    }

    [Theory]
    [InlineData("BEGIN")]
    [InlineData("end")]
    public void No_property_forges_a_component(string name) =>
        Assert.Throws<ArgumentException>(() => NewProperty.Text(name, "VEVENT"));
}
