using System.Text;

namespace Kalends.ICalendar.Tests;

[Rfc("5545", "3.1", "3.1.4")]
public sealed class LeniencyTests
{
    [Theory]
    [InlineData("BEGIN:VEVENT\nEND:VEVENT\n", LeniencyKind.LineFeedEnding)]
    [InlineData("BEGIN:VEVENT\rEND:VEVENT\r", LeniencyKind.CarriageReturnEnding)]
    [InlineData("BEGIN:VEVENT\r\nEND:VEVENT", LeniencyKind.MissingFinalLineEnding)]
    [InlineData("\uFEFFBEGIN:VEVENT\r\nEND:VEVENT\r\n", LeniencyKind.ByteOrderMark)]
    [InlineData("BEGIN:VEVENT\r\n\r\nEND:VEVENT\r\n\r\n", LeniencyKind.BlankLine)]
    [InlineData("begin:VEVENT\r\nEND:vevent\r\n", LeniencyKind.MixedCase)]
    [InlineData("BEGIN:VEVENT \r\nEND:VEVENT\r\n", LeniencyKind.StrayBlank)]
    public void Oddities_of_the_frame_are_named(string text, LeniencyKind kind)
    {
        Assert.Equal([kind], Texts.Kinds(text));
        Assert.Equal("BEGIN:VEVENT\r\nEND:VEVENT\r\n", Texts.Written(Texts.Parsed(text)));
    }

    [Theory]
    [InlineData("summary;language=En:a", "SUMMARY;LANGUAGE=En:a", LeniencyKind.MixedCase)]
    [InlineData("X-MY_PROP.b:a", "X-MY_PROP.b:a", LeniencyKind.OddName, LeniencyKind.MixedCase)]
    [InlineData("SUMMARY : a", "SUMMARY: a", LeniencyKind.StrayBlank)]
    [InlineData("DTSTART; TZID =Europe/Paris:20240101T000000", "DTSTART;TZID=Europe/Paris:20240101T000000", LeniencyKind.StrayBlank)]
    [InlineData("SUMMARY;;LANGUAGE=de;:a", "SUMMARY;LANGUAGE=de:a", LeniencyKind.EmptyParameter)]
    [InlineData("ATTENDEE;RSVP:mailto:a@b", "ATTENDEE;RSVP=:mailto:a@b", LeniencyKind.BareParameter)]
    [InlineData("ATTENDEE;CN=A \"B\" C:mailto:a@b", "ATTENDEE;CN=A ^'B^' C:mailto:a@b", LeniencyKind.StrayQuote)]
    [InlineData("ATTENDEE;CN=\"A\"B:mailto:a@b", "ATTENDEE;CN=^'A^'B:mailto:a@b", LeniencyKind.StrayQuote)]
    [InlineData("ATTENDEE;CN=\"A:mailto:a@b", "ATTENDEE;CN=^'A:mailto:a@b", LeniencyKind.StrayQuote)]
    [InlineData("SUMMARY:a\u0000b\u000bc", "SUMMARY:abc", LeniencyKind.ControlCharacter)]
    [InlineData("SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9=0D=0A2, b", "SUMMARY:Café\\n2\\, b", LeniencyKind.QuotedPrintable)]
    [InlineData("SUMMARY;QUOTED-PRINTABLE:a=3Db", "SUMMARY:a=b", LeniencyKind.BareParameter, LeniencyKind.QuotedPrintable)]
    [InlineData("SUMMARY;ENCODING=QUOTED-PRINTABLE:a=\r\nb=\r\n c", "SUMMARY:abc", LeniencyKind.QuotedPrintable)]
    [InlineData("SUMMARY;CHARSET=ISO-8859-1;ENCODING=quoted-printable:=E9;=zz", "SUMMARY:é\\;=zz", LeniencyKind.QuotedPrintable)]
    [InlineData("Categories;eNCODING=QUOTED-PRINTABLE;charset=utf-8:a=2Cb;c", "CATEGORIES:a,b;c", LeniencyKind.MixedCase, LeniencyKind.QuotedPrintable)]
    [InlineData("SUMMARY;QUOTED-PRINTABLE:a=\r\nb", "SUMMARY:ab", LeniencyKind.BareParameter, LeniencyKind.QuotedPrintable)]
    [InlineData("DESCRIPTION:first\r\nsecond line", "DESCRIPTION:first\\nsecond line", LeniencyKind.BrokenText)]
    public void An_odd_line_is_read_named_and_written_strictly(string line, string written, params LeniencyKind[] kinds)
    {
        var text = $"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n";
        Assert.Equal(kinds.Order(), Texts.Kinds(text).Order());
        Assert.Equal(written, Texts.Parsed(text).Objects[0].Properties[0].ToString().Replace("X-MY_PROP.B", "X-MY_PROP.b", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("X-A;X-B=QUOTED-PRINTABLE:abc=")]
    [InlineData("X-A;X-B=\";ENCODING=QUOTED-PRINTABLE\":abc=")]
    [InlineData("ATTACH;ENCODING=BASE64;VALUE=BINARY:QUOTED+PRINTABLE=")]
    public void A_final_equals_sign_is_no_soft_break_elsewhere(string line)
    {
        Assert.Equal(line, Texts.Property(line).ToString());
        Assert.Equal(line + "x", Texts.Property(line + "\r\n x").ToString());
    }

    [Fact]
    public void A_line_that_is_not_utf8_is_read_as_latin1()
    {
        var parsed = Texts.Parsed([.. "BEGIN:VEVENT\r\nSUMMARY:Caf"u8, 0xE9, .. "\r\nEND:VEVENT\r\n"u8]);
        Assert.Equal("Café", parsed.Objects[0].Find("SUMMARY")!.Value.AsText());
        Assert.Equal([new Leniency(LeniencyKind.NotUtf8, 2, 1)], parsed.Leniencies);
    }

    [Fact]
    public void Leniencies_carry_the_first_line_and_how_often()
    {
        var parsed = Texts.Parsed("BEGIN:VEVENT\r\nUID:1\nX-B:2\nX-C: " + new string('c', 80) + "\r\nEND:VEVENT\r\n");
        Assert.Equal([new Leniency(LeniencyKind.LineFeedEnding, 2, 2), new Leniency(LeniencyKind.LongLine, 4, 1)], parsed.Leniencies);
    }

    [Fact]
    public void A_strict_text_has_none_and_is_written_octet_for_octet()
    {
        var text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME;X-A=\"q;q\",^n:\u00e9\\,\\;\\\\\\n x\r\nBEGIN:X-NEW\r\nX-DATA;A=B;A=C:;;::\r\nEND:X-NEW\r\n"
            + "CALSCALE:GREGORIAN\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        Assert.Empty(Texts.Parsed(text).Leniencies);
        Assert.Equal(text, Texts.Written(Texts.Parsed(text)));
    }

    [Fact]
    public void No_uid_and_no_stamp_is_invented() =>
        Assert.Equal("BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\n", Texts.Event("SUMMARY:x").ToString());

    [Fact]
    public void Characters_split_by_a_fold_are_whole_again()
    {
        var octets = Encoding.UTF8.GetBytes("SUMMARY:漢");
        byte[] text = [.. "BEGIN:VEVENT\r\n"u8, .. octets[..^1], .. "\r\n "u8, octets[^1], .. "\r\nEND:VEVENT\r\n"u8];
        Assert.Empty(Texts.Parsed(text).Leniencies);
        Assert.Equal("漢", Texts.Parsed(text).Objects[0].Properties[0].AsText());
    }
}
