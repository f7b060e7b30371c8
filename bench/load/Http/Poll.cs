using System.Runtime.InteropServices;

namespace Kalends.Load.Http;

/// <summary>
/// Waits for any of many sockets on one thread. The generator shares its cores with the server under test: one thread, no
/// task switches and two system calls an answer leave the server the most.
/// </summary>
internal static partial class Poll
{
    public const short Readable = 0x001;

    /// <summary>How many entries have something to read, after at most the given time.</summary>
    public static int Wait(Span<Entry> entries, TimeSpan atMost)
    {
        if (atMost < TimeSpan.Zero)
            atMost = TimeSpan.Zero;
        var timeout = new TimeSpec
        {
            Seconds = (nint)atMost.TotalSeconds,
            Nanoseconds = (nint)(atMost.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick),
        };
        int ready = PPoll(ref MemoryMarshal.GetReference(entries), (nuint)entries.Length, in timeout, 0);
        const int interrupted = 4;
        if (ready < 0 && Marshal.GetLastPInvokeError() != interrupted)
            throw new InvalidOperationException($"ppoll failed with error {Marshal.GetLastPInvokeError()}");
        return ready;
    }

    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    private static partial int PPoll(ref Entry entries, nuint count, in TimeSpec timeout, nint signalMask);

    /// <summary><c>struct pollfd</c></summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Entry
    {
        public int Descriptor;
        public short Wanted;
        public short Seen;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
