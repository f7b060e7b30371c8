using System.IO.Pipelines;
using Kalends.ICalendar;

namespace Kalends.Server.Interchange;

/// <summary>Components written before it is their turn, so that they need not be read and written again: up to a bound, then no more.</summary>
internal sealed class HeldText
{
    private const long Bound = 8 << 20;
    private const int SegmentSize = 64 * 1024;

    private readonly Pipe text = new(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: SegmentSize, useSynchronizationContext: false));
    private readonly ICalendarWriter writer;

    public HeldText() => writer = new ICalendarWriter(text.Writer);

    public bool IsFull => text.Writer.UnflushedBytes >= Bound;

    public void Add(IEnumerable<Component> components)
    {
        foreach (var component in components) writer.Write(component);
    }

    /// <summary>Gives it all away, a piece at a time.</summary>
    public async ValueTask MoveTo(PipedCalendar output)
    {
        await text.Writer.CompleteAsync();
        while (true)
        {
            var read = await text.Reader.ReadAsync();
            foreach (var piece in read.Buffer) await output.Write(piece);
            text.Reader.AdvanceTo(read.Buffer.End);
            if (!read.IsCompleted) continue;
            await text.Reader.CompleteAsync();
            return;
        }
    }
}
