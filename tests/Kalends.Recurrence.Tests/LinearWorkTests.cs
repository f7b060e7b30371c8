using System.Diagnostics;

namespace Kalends.Recurrence.Tests;

/// <summary>
/// Input doubled, work at most 2.3 times: counted in octets allocated, which no busy machine disturbs. What allocates nothing is only held to
/// a time that no quadratic reading of its length could keep.
/// </summary>
public sealed class LinearWorkTests
{
    private const int Times = 20_000;

    // A collection in between counts what was left of the thread's allocation context as allocated: 8 KiB each time.
    private const int Collections = 2 * 8192;

    public static TheoryData<string, string> Shapes() => new()
    {
        { "RRULE:FREQ=DAILY;BYHOUR=1", ",1" },
        { "RRULE:FREQ=MONTHLY;BYDAY=MO", ",-1FR,TU" },
        { "RRULE:FREQ=YEARLY;BYYEARDAY=1", ",366,-366" },
        { "RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", ",-1" },
        { "RRULE:FREQ=DAILY", ";X=1" },
        { "RRULE:FREQ=DAILY;UNTIL=2", "0" },
        { "RRULE", ";A=b" },
        { "RRULE;A=", "\"" },
        { "RDATE:20260302T090000", ",20260302T090000" },
        { "EXDATE;VALUE=DATE:20260302", ",20260302" },
        { "RDATE;VALUE=PERIOD:20260302T090000/PT1H", ",20260302T090000/P1D" },
        { "RDATE;VALUE=PERIOD:20260302T090000/P", "0D" },
        { "RDATE:20260302T090000", "\nRDATE:20260303T090000Z" },
        { "RRULE:FREQ=DAILY;COUNT=2", "\nRRULE:FREQ=DAILY;COUNT=2" },
        { "EXDATE:20260302T090000", "\nnonsense" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Doubled_input_is_at_most_2_point_3_times_the_work(string head, string repeated)
    {
        Measure(head, repeated, 1);
        var allocated = Measure(head, repeated, Times);
        Assert.InRange(Measure(head, repeated, 2 * Times), 0, (allocated * 23 / 10) + Collections);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_text_of_megabytes_is_read_in_seconds(string head, string repeated)
    {
        var clock = Stopwatch.StartNew();
        Measure(head, repeated, 20 * Times);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    private static long Measure(string head, string repeated, int times)
    {
        var lines = (head + string.Concat(Enumerable.Repeat(repeated, times))).Split('\n');
        var start = Make.Start("2026-03-02T09:00:00");
        var before = GC.GetAllocatedBytesForCurrentThread();
        if (Make.Read(start, lines) is SeriesParsed { Series: var series })
            _ = series.Find(start.Local);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
