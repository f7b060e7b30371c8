using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Kalends.ICalendar;

/// <summary>
/// Reads a calendar of any size from a stream, handing out one component (an event with its alarms, a time zone) at a time. It holds the
/// longest line and one component in memory; the limits bound both. Breaks of the stream throw what the stream throws.
/// </summary>
public static class ICalendarReader
{
    /// <summary>Reads from a pipe, such as a request's body; the pipe stays open.</summary>
    public static IAsyncEnumerable<Reading> ReadAsync(PipeReader pipe, ParsingLimits limits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        return ReadAsync(pipe.AsStream(leaveOpen: true), limits, cancellation);
    }

    /// <summary>Reads from a stream to its end; the stream stays open.</summary>
    public static async IAsyncEnumerable<Reading> ReadAsync(
        Stream stream, ParsingLimits limits, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        var session = new ParsingSession(limits);
        using var window = new ReadingWindow(stream, limits.MaxSize);
        var began = false;
        while (true)
        {
            var step = session.Advance(window.Unread.Span, window.IsFinal, out var used);
            window.Use(used);
            if (step == Step.NeedsData)
            {
                if (await window.FillAsync(cancellation)) continue;
                step = session.Refuse(RefusalReason.TooLarge, session.NextLine);
            }
            if (step == Step.Ended && !began) yield return new Reading.Began(session.Component!);
            began = step is Step.Began or Step.ComponentClosed;
            yield return ToReading(step, session);
            if (step is Step.Finished or Step.Refused) yield break;
        }
    }

    private static Reading ToReading(Step step, ParsingSession session) => step switch
    {
        Step.Began => new Reading.Began(session.Component!),
        Step.ComponentClosed => new Reading.ComponentRead(session.Component!, session.Line),
        Step.Ended => new Reading.Ended(session.Component!),
        Step.Finished => new Reading.Finished(session.Leniencies),
        _ => new Reading.Refused(session.Line, session.Reason),
    };
}
