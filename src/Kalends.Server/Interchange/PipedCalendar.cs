using System.Buffers;
using System.IO.Pipelines;
using Kalends.ICalendar;

namespace Kalends.Server.Interchange;

/// <summary>iCalendar text on its way out: held only until there is enough of it to send.</summary>
internal sealed class PipedCalendar(PipeWriter output, CancellationToken cancellation)
{
    private const long Enough = 64 * 1024;

    private readonly ICalendarWriter writer = new(output);

    public ICalendarWriter Writer => writer;

    /// <summary>Writes components, and waits for the reader where it is slower.</summary>
    public async ValueTask Write(IEnumerable<Component> components)
    {
        foreach (var component in components)
        {
            writer.Write(component);
            if (output.UnflushedBytes >= Enough) await Flush();
        }
    }

    /// <summary>Passes on components that are text already.</summary>
    public async ValueTask Write(ReadOnlyMemory<byte> text)
    {
        output.Write(text.Span);
        if (output.UnflushedBytes >= Enough) await Flush();
    }

    public async ValueTask Flush()
    {
        cancellation.ThrowIfCancellationRequested();
        if ((await output.FlushAsync(cancellation)).IsCompleted) throw new OperationCanceledException("The reader went away.");
    }
}
