using System.Buffers;

namespace Kalends.ICalendar;

/// <summary>The octets that were read and not yet used. Filled to the brim each time, and doubled when a line does not fit: linear work.</summary>
internal sealed class ReadingWindow(Stream stream, long maxSize) : IDisposable
{
    private const int InitialBuffer = 64 << 10;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
    private int start;
    private int end;
    private long total;

    public bool IsFinal { get; private set; }

    public ReadOnlyMemory<byte> Unread => buffer.AsMemory(start, end - start);

    public void Use(int count) => start += count;

    /// <summary>False when the stream is longer than permitted.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        MakeRoom();
        var read = await stream.ReadAtLeastAsync(buffer.AsMemory(end), buffer.Length - end, throwOnEndOfStream: false, cancellation);
        IsFinal = read < buffer.Length - end;
        end += read;
        total += read;
        return total <= maxSize;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void MakeRoom()
    {
        var unread = Unread;
        var target = unread.Length > buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(buffer.Length * 2) : buffer;
        unread.CopyTo(target);
        if (target != buffer) ArrayPool<byte>.Shared.Return(buffer);
        buffer = target;
        (start, end) = (0, unread.Length);
    }
}
