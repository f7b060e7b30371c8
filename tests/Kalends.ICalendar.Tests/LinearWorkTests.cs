using System.Text;

namespace Kalends.ICalendar.Tests;

/// <summary>Input doubled, work at most 2.3 times: counted in octets looked at and octets allocated, which no busy machine disturbs.</summary>
public sealed class LinearWorkTests
{
    private const int Times = 20_000;

    // A collection in between counts what was left of the thread's allocation context as allocated: 8 KiB each time.
    private const int Collections = 2 * 8192;

    public static TheoryData<string, string> Shapes() => new()
    {
        { "X:1\r\n", "" },
        { "", "X:" + "a" },
        { "\r\n a", "X:" },
        { "\r\n ", "X:" },
        { "\r\n\r\n", "" },
        { "\u0001", "X:" },
        { ";A=b", "X" },
        { "\"", "X;A=" },
        { ";A=\"", "X" },
        { ",\"a\"", "X;A=b" },
        { "broken\r\n", "SUMMARY:a\r\n" },
        { "a=\r\n", "SUMMARY;ENCODING=QUOTED-PRINTABLE:" },
        { "=\r\n =", "SUMMARY;ENCODING=QUOTED-PRINTABLE:" },
        { "\\n\\,", "SUMMARY:" },
        { "BEGIN:VALARM\r\nEND:VALARM\r\n", "" },
        { "\uFFFD", "X:" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Doubled_input_is_at_most_2_point_3_times_the_work(string repeated, string head)
    {
        var limits = new ParsingLimits { MaxProperties = int.MaxValue, MaxComponents = int.MaxValue };
        var (work, allocated) = Measure(Text(repeated, head, Times), limits);
        var (doubledWork, doubledAllocated) = Measure(Text(repeated, head, 2 * Times), limits);
        Assert.InRange(doubledWork, 0, work * 23 / 10);
        Assert.InRange(doubledAllocated, 0, (allocated * 23 / 10) + Collections);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_stream_looks_at_no_octet_more_often_than_thrice(string repeated, string head)
    {
        var text = Text(repeated, head, 4 * Times);
        var session = new ParsingSession(ParsingLimits.Default);
        using var window = new ReadingWindow(new MemoryStream(text), long.MaxValue);
        while (true)
        {
            var step = session.Advance(window.Unread.Span, window.IsFinal, out var used);
            window.Use(used);
            if (step is Step.Finished or Step.Refused) break;
            if (step == Step.NeedsData) await window.FillAsync(CancellationToken.None);
        }
        Assert.InRange(session.Work, 0, (3 * text.Length) + 1000);
    }

    private static byte[] Text(string repeated, string head, int times) =>
        Encoding.UTF8.GetBytes("BEGIN:VEVENT\r\n" + head + string.Concat(Enumerable.Repeat(repeated, times)) + "\r\nEND:VEVENT\r\n");

    private static (long Work, long Allocated) Measure(byte[] text, ParsingLimits limits)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var session = new ParsingSession(limits, text);
        var used = 0;
        for (var step = Step.NeedsData; step is not (Step.Finished or Step.Refused);)
        {
            step = session.Advance(text.AsSpan(used), isFinal: true, out var length);
            used += length;
        }
        return (session.Work, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
