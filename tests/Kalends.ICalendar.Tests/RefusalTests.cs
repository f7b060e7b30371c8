namespace Kalends.ICalendar.Tests;

[Rfc("5545", "3.4", "3.6")]
public sealed class RefusalTests
{
    private static readonly ParsingLimits Tight = new()
    {
        MaxSize = 400, MaxLineLength = 100, MaxComponentLength = 120, MaxDepth = 2, MaxComponents = 3, MaxProperties = 4,
    };

    [Theory]
    [InlineData("", 1, RefusalReason.Empty)]
    [InlineData("\r\n\r\n", 1, RefusalReason.Empty)]
    [InlineData("UID:1\r\n", 1, RefusalReason.PropertyOutsideComponent)]
    [InlineData("BEGIN:VEVENT\r\nEND:VEVENT\r\nUID:1\r\n", 3, RefusalReason.PropertyOutsideComponent)]
    [InlineData("BEGIN:VEVENT\r\nUID:1\r\n", 1, RefusalReason.UnclosedComponent)]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", 3, RefusalReason.MismatchedEnd)]
    [InlineData("END:VCALENDAR\r\n", 1, RefusalReason.MismatchedEnd)]
    [InlineData("BEGIN:VEVENT\r\nDTSTART:20240101\r\ngarbage\r\nEND:VEVENT\r\n", 3, RefusalReason.NotAContentLine)]
    [InlineData("BEGIN:VEVENT\r\ngarbage\r\nEND:VEVENT\r\n", 2, RefusalReason.NotAContentLine)]
    [InlineData("<!DOCTYPE html>\r\n<html>\r\n", 1, RefusalReason.NotAContentLine)]
    [InlineData("BEGIN:V EVENT\r\n", 1, RefusalReason.InvalidComponentName)]
    [InlineData("BEGIN;X=1:VEVENT\r\n", 1, RefusalReason.InvalidComponentName)]
    [InlineData("BEGIN:\r\n", 1, RefusalReason.InvalidComponentName)]
    public void What_cannot_be_read_is_refused_with_its_line(string text, int line, RefusalReason reason) =>
        Assert.Equal(new ParseResult.Refused(line, reason), Texts.Refused(text));

    [Theory]
    [InlineData("BEGIN:A\r\nBEGIN:B\r\nBEGIN:C\r\n", 3, RefusalReason.TooDeep)]
    [InlineData("BEGIN:A\r\nBEGIN:B\r\nEND:B\r\nBEGIN:B\r\nEND:B\r\nBEGIN:B\r\nEND:B\r\nEND:A\r\n", 6, RefusalReason.TooManyComponents)]
    [InlineData("BEGIN:A\r\nX:1\r\nX:1\r\nX:1\r\nX:1\r\nX:1\r\nEND:A\r\n", 6, RefusalReason.TooManyProperties)]
    public void Each_limit_of_the_structure_refuses_by_its_name(string text, int line, RefusalReason reason) =>
        Assert.Equal(new ParseResult.Refused(line, reason), Texts.Refused(text, Tight));

    [Fact]
    public void Each_limit_of_length_refuses_by_its_name()
    {
        var value = new string('x', 60);
        Assert.Equal(new ParseResult.Refused(2, RefusalReason.LineTooLong), Texts.Refused($"BEGIN:A\r\nX:{value}\r\n {value}\r\nEND:A\r\n", Tight));
        Assert.Equal(new ParseResult.Refused(3, RefusalReason.ComponentTooLong), Texts.Refused($"BEGIN:A\r\nX:{value}\r\nX:{value}\r\nEND:A\r\n", Tight));
        Assert.Equal(new ParseResult.Refused(1, RefusalReason.TooLarge), Texts.Refused(new string('x', 401), Tight));
    }

    [Fact]
    public async Task A_stream_is_refused_at_its_limits_without_reading_on()
    {
        var source = new EndlessStream("BEGIN:VCALENDAR\r\nX:"u8.ToArray());
        var readings = new List<Reading>();
        await foreach (var reading in ICalendarReader.ReadAsync(source, ParsingLimits.Default)) readings.Add(reading);
        Assert.Equal([new Reading.Refused(2, RefusalReason.LineTooLong)], readings);
        Assert.InRange(source.Given, 4 << 20, 16 << 20);

        source = new EndlessStream("BEGIN:VCALENDAR\r\nX:"u8.ToArray());
        readings.Clear();
        await foreach (var reading in ICalendarReader.ReadAsync(source, new ParsingLimits { MaxSize = 100_000 })) readings.Add(reading);
        Assert.Equal([new Reading.Refused(2, RefusalReason.TooLarge)], readings);
    }

    private sealed class EndlessStream(byte[] head) : MemoryStream(head)
    {
        public int Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = Read(buffer.Span);
            if (read == 0) buffer.Span[..(read = buffer.Length)].Fill((byte)'a');
            Given += read;
            return ValueTask.FromResult(read);
        }
    }
}
