using System.Text;
using CsCheck;

namespace Kalends.ICalendar.Tests;

[Rfc("5545", "3.1", "3.1.1", "3.1.2", "3.3.11")]
public sealed class RoundTripTests
{
    [Fact]
    public void A_written_tree_reads_as_an_equal_tree() => Trees.Component.Sample(
        tree =>
        {
            var read = Texts.Parsed(tree.ToString());
            Assert.Equal(tree, Assert.Single(read.Objects));
            Assert.Equal(tree.GetHashCode(), read.Objects[0].GetHashCode());
            Assert.Empty(read.Leniencies);
        },
        iter: 2_000);

    [Fact]
    public void Written_lines_have_at_most_75_octets_and_whole_characters() => Trees.Component.Sample(
        tree =>
        {
            foreach (var line in tree.ToString().Split("\r\n"))
            {
                Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75);
                Assert.DoesNotContain('\uFFFD', line.Replace("\uFFFD", "", StringComparison.Ordinal));
                Assert.DoesNotContain(line, c => c is '\r' or '\n');
            }
        },
        iter: 500);

    [Fact]
    public void Text_comes_back_but_for_what_the_format_cannot_carry() => Trees.Text.Sample(
        text => Assert.Equal(Carried(text), Reread(NewProperty.Text("SUMMARY", text)).AsText()), iter: 5_000);

    [Fact]
    [Rfc("6868", "3")]
    public void Parameter_values_come_back_but_for_what_the_format_cannot_carry() => Trees.Text.Sample(
        text => Assert.Equal(Carried(text), Reread(NewProperty.Text("ATTENDEE", "x", new Parameter("CN", "first", text))).Parameters.Single().Values[1]),
        iter: 5_000);

    [Fact]
    public void Lists_of_text_come_back() => Trees.Text.Array[1, 5].Sample(
        texts => Assert.Equal(texts.Select(Carried), Reread(NewProperty.TextList("CATEGORIES", texts)).AsTextList()), iter: 2_000);

    [Fact]
    public void A_line_folded_at_any_octet_reads_the_same()
    {
        var line = Encoding.UTF8.GetBytes("X-É;CN=\"a:b\":ä👩‍👧 é漢\\, b"[..]);
        line = [.. "SUMMARY;CN=\"a:b\":"u8, .. line];
        var expected = Texts.Parsed([.. "BEGIN:VEVENT\r\n"u8, .. line, .. "\r\nEND:VEVENT\r\n"u8]).Objects[0];
        for (var at = 1; at < line.Length; at++)
            foreach (var fold in new[] { "\r\n ", "\n\t", "\r " })
            {
                byte[] text = [.. "BEGIN:VEVENT\r\n"u8, .. line[..at], .. Encoding.ASCII.GetBytes(fold), .. line[at..], .. "\r\nEND:VEVENT\r\n"u8];
                Assert.Equal(expected, Texts.Parsed(text).Objects[0]);
            }
    }

    [Fact]
    public void Texts_of_every_length_and_width_fold_and_come_back()
    {
        foreach (var character in new[] { "a", "é", "漢", "👧" })
            for (var length = 0; length < 170; length++)
            {
                var property = NewProperty.Text("SUMMARY", string.Concat(Enumerable.Repeat(character, length)));
                Assert.Equal(property, Reread(property));
            }
    }

    private static Property Reread(Property property) =>
        Texts.Parsed(Component.Create("VEVENT", [property]).ToString()).Objects[0].Properties[0];

    private static string Carried(string text)
    {
        var broken = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var kept = string.Concat(broken.Where(c => c is '\n' or '\t' or >= ' ' and not '\u007f'));
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(kept)); // a lone surrogate is no character
    }
}
