using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Kalends.Domain.Access;
using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Features.Events;

/// <summary>A page of a range, written when it is sent, or before.</summary>
internal sealed class RangeText
{
    private readonly ImmutableArray<Occurrence> items;
    private readonly CalendarId calendar;
    private readonly Permission permission;
    private readonly byte[]? written;

    /// <param name="items">All of them visible to the caller.</param>
    /// <param name="calendar">Where they lie.</param>
    /// <param name="permission">What of them the caller may see.</param>
    public RangeText(ImmutableArray<Occurrence> items, CalendarId calendar, Permission permission) =>
        (this.items, this.calendar, this.permission) = (items, calendar, permission);

    private RangeText(byte[] written) => this.written = written;

    /// <summary>Where the next page begins, if there is one.</summary>
    public OccurrenceKey? Next { get; init; }

    /// <summary>Bytes held, for whoever keeps it.</summary>
    public int Size => written?.Length ?? 0;

    /// <summary>The same with its items written.</summary>
    public RangeText Freeze()
    {
        var output = new ArrayBufferWriter<byte>();
        WriteItems(output);
        return new RangeText(output.WrittenSpan.ToArray()) { Next = Next };
    }

    /// <summary>Writes the whole body. The token belongs to the caller, so it is never kept with the items.</summary>
    public void Write(IBufferWriter<byte> output, string? nextPageToken)
    {
        output.Write("{\"items\":["u8);
        if (written is not null) output.Write(written);
        else WriteItems(output);
        if (nextPageToken is null)
        {
            output.Write("]}"u8);
            return;
        }
        output.Write("],\"nextPageToken\":\""u8);
        output.Write(Encoding.ASCII.GetBytes(nextPageToken)); // Base64url: nothing to escape
        output.Write("\"}"u8);
    }

    private void WriteItems(IBufferWriter<byte> output)
    {
        var writer = new OccurrenceWriter(output, calendar, stackalloc byte[Utf8Time.DateLength]);
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0) output.Write(","u8);
            if (permission.ShapeOf(items[i]) == Shape.Full) writer.Write(items[i]);
            else writer.WriteBusy(items[i]);
        }
    }
}
