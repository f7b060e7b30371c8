using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Features.Events;

/// <summary>A page of a range, written when it is sent, or before. Its length is known beforehand, as every template's is.</summary>
internal sealed class RangeText
{
    private readonly ImmutableArray<Occurrence> items = [];
    private readonly OccurrenceTemplate[] templates = [];
    private readonly int length;
    private readonly ReadOnlyMemory<byte>? written;

    /// <param name="items">All of them visible to the caller.</param>
    /// <param name="calendar">Where they lie.</param>
    /// <param name="permission">What of them the caller may see.</param>
    public RangeText(ImmutableArray<Occurrence> items, CalendarId calendar, Permission permission)
    {
        this.items = items;
        templates = new OccurrenceTemplate[items.Length];
        length = Math.Max(0, items.Length - 1);
        for (var i = 0; i < templates.Length; i++)
        {
            var face = FaceJson.Of(items[i], calendar);
            templates[i] = permission.ShapeOf(items[i]) == Shape.Full ? face.Full : face.Busy;
            length += templates[i].Text.Length;
        }
    }

    private RangeText(ReadOnlyMemory<byte> written) => (this.written, length) = (written, written.Length);

    /// <summary>Where the next page begins, if there is one.</summary>
    public OccurrenceKey? Next { get; init; }

    /// <summary>Bytes held, for whoever keeps it.</summary>
    public int Size => written?.Length ?? 0;

    private static ReadOnlySpan<byte> Opening => "{\"items\":["u8;

    private static ReadOnlySpan<byte> BeforeToken => "],\"nextPageToken\":\""u8;

    private static ReadOnlySpan<byte> AfterToken => "\"}"u8;

    private static ReadOnlySpan<byte> Closing => "]}"u8;

    /// <summary>The same with its items written.</summary>
    public RangeText Freeze()
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(1, length));
        WriteItems(output);
        return new RangeText(output.WrittenMemory) { Next = Next };
    }

    /// <summary>Bytes of the whole body with this token.</summary>
    public int LengthWith(string? nextPageToken) =>
        Opening.Length + length + (nextPageToken is null ? Closing.Length : BeforeToken.Length + nextPageToken.Length + AfterToken.Length);

    /// <summary>Writes the whole body. The token belongs to the caller, so it is never kept with the items.</summary>
    public void Write(IBufferWriter<byte> output, string? nextPageToken)
    {
        output.Write(Opening);
        if (written is { } ready) output.Write(ready.Span);
        else WriteItems(output);
        if (nextPageToken is null)
        {
            output.Write(Closing);
            return;
        }
        output.Write(BeforeToken);
        output.Write(Encoding.ASCII.GetBytes(nextPageToken)); // Base64url: nothing to escape
        output.Write(AfterToken);
    }

    private void WriteItems(IBufferWriter<byte> output)
    {
        var writer = new OccurrenceWriter(output);
        for (var i = 0; i < templates.Length; i++)
        {
            if (i > 0) writer.Separate();
            writer.Write(templates[i], items[i]);
        }
        writer.Flush();
    }
}
