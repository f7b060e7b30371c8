namespace Kalends.ICalendar.Tests;

[Rfc("5545", "3.5")]
public sealed class EditingTests
{
    private static readonly Component Original = Texts.Event(
        "UID:1", "X-ODD;B=2;A=\"1\":;raw\\x", "SUMMARY:old", "BEGIN:VALARM", "TRIGGER:-PT5M", "END:VALARM", "SUMMARY:second", "X-LAST:z");

    [Fact]
    public void Setting_a_property_changes_its_line_and_drops_further_ones() => Assert.Equal(
        "BEGIN:VEVENT\r\nUID:1\r\nX-ODD;B=2;A=\"1\":;raw\\x\r\nSUMMARY:new\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nX-LAST:z\r\nEND:VEVENT\r\n",
        Original.With(NewProperty.Text("summary", "new")).ToString());

    [Fact]
    public void A_new_property_goes_after_the_last_one()
    {
        var plain = Texts.Event("UID:1", "BEGIN:VALARM", "END:VALARM");
        Assert.Equal("BEGIN:VEVENT\r\nUID:1\r\nX-A:b\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VEVENT\r\n", plain.With(NewProperty.Text("X-A", "b")).ToString());
        Assert.EndsWith("X-LAST:z\r\nX-A:b\r\nEND:VEVENT\r\n", Original.Adding(NewProperty.Text("X-A", "b")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Leaving_out_keeps_the_order_of_the_rest() => Assert.Equal(
        "BEGIN:VEVENT\r\nUID:1\r\nX-ODD;B=2;A=\"1\":;raw\\x\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nX-LAST:z\r\nEND:VEVENT\r\n",
        Original.Without("SUMMARY").ToString());

    [Fact]
    public void Components_are_added_replaced_and_left_out()
    {
        var other = Component.Create("VALARM", [NewProperty.Text("ACTION", "AUDIO")]);
        var replaced = Original.Replacing(Original.Components[0], other);
        Assert.Equal(Original.ToString().Replace("TRIGGER:-PT5M", "ACTION:AUDIO", StringComparison.Ordinal), replaced.ToString());
        Assert.Equal(2, Original.Adding(other).Components.Count);
        Assert.Equal("X-LAST:z", Original.Adding(other).WithoutComponents(c => c.Find("TRIGGER") is not null).Properties[^1].ToString());
        Assert.Empty(Original.WithoutComponents(c => c.IsNamed("valarm")).Components);
    }

    [Fact]
    public void A_parameter_is_set_in_place_and_the_others_stay_as_they_came()
    {
        var property = Texts.Property("ATTENDEE;CN=\"A\";X-Y=^z,\"q\";PARTSTAT=NEEDS-ACTION:mailto:a@b");
        Assert.Equal("ATTENDEE;CN=\"A\";X-Y=^z,\"q\";PARTSTAT=ACCEPTED:mailto:a@b", property.With(new Parameter("partstat", "ACCEPTED")).ToString());
        Assert.Equal("ATTENDEE;X-Y=^z,\"q\";PARTSTAT=NEEDS-ACTION:mailto:a@b", property.WithoutParameter("CN").ToString());
        Assert.Equal(["q"], property.Parameters.ElementAt(1).Values.Skip(1));
    }

    [Fact]
    public void The_original_is_untouched()
    {
        var before = Original.ToString();
        _ = Original.With(NewProperty.Text("SUMMARY", "x")).Without("UID").Adding(Original);
        Assert.Equal(before, Original.ToString());
    }
}
