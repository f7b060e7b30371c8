using System.Text;

namespace Kalends.ICalendar.Tests;

/// <summary>Lines that stay folded in the text that was read are to everyone as if they had been joined.</summary>
[Rfc("5545", "3.1")]
public sealed class FoldedTests
{
    private const string Joined = "ATTENDEE;CN=\"Guest, 1\";X-A=b:mailto:guest@example.org";

    public static TheoryData<string> Folds => ["\r\n ", "\r\n\t", "\n ", "\r ", "\r\n \r\n "];

    [Theory]
    [MemberData(nameof(Folds))]
    public void A_property_reads_as_if_it_had_been_joined(string fold)
    {
        var property = Texts.Event(Joined.Insert(Joined.Length - 6, fold).Insert(Joined.Length - 12, fold)).Properties[0];
        Assert.True(property.IsFolded);
        Assert.Equal(Texts.Property(Joined), property);
        Assert.Equal(Texts.Property(Joined).GetHashCode(), property.GetHashCode());
        Assert.Equal(("ATTENDEE", "mailto:guest@example.org", Joined), (property.Name, property.RawValue, property.ToString()));
        Assert.True(property.Is("attendee") && property.HasParameters);
        Assert.Equal(["CN", "X-A"], property.Parameters.Select(p => p.Name));
        Assert.Equal("b", property.Parameter("X-A"));
        Assert.Equal(Joined.Replace("=b:", "=c:", StringComparison.Ordinal), property.With(new Parameter("X-A", "c")).ToString());
    }

    [Theory]
    [MemberData(nameof(Folds))]
    public void It_is_written_in_the_folds_of_the_standard(string fold)
    {
        const string Head = "DESCRIPTION:";
        var text = Head + new string('ä', 1500);
        var folded = Head + string.Join(fold, text[Head.Length..].Chunk(9).Select(piece => new string(piece)));
        var component = Texts.Event(folded, "UID:1");
        Assert.True(component.Properties[0].IsFolded);
        Assert.Equal(Texts.Event(text, "UID:1").ToString(), component.ToString());
        Assert.Equal(text, component.With(NewProperty.Text("UID", "2")).Properties[0].ToString());
        Assert.All(component.ToString().Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
    }

    [Theory]
    [InlineData("DTSTA\r\n RT:20260101T000000Z")]
    [InlineData("DTSTART;VALUE\r\n =DATE:20260101")]
    [InlineData("summary:a\r\n b")]
    [InlineData("BEGIN:VAL\r\n ARM\r\nEND:VALARM")]
    [InlineData("SUMMARY:a\u0001\r\n b")]
    [InlineData("NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\n b")]
    public void What_needs_more_than_its_value_looked_at_is_joined_at_once(string folded)
    {
        var component = Texts.Event(folded);
        Assert.All(component.Properties, property => Assert.False(property.IsFolded));
        Assert.Equal(Texts.Event(folded.Replace("=\r\n ", "", StringComparison.Ordinal).Replace("\r\n ", "", StringComparison.Ordinal)), component);
    }
}
