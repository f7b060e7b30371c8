using System.Buffers;
using System.Globalization;
using System.Text;
using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;
using NodaTime;

namespace Kalends.Server.Features.Events;

/// <summary>
/// Writes occurrences of one calendar as JSON straight into a buffer: text that was made once per face, with ids and times in between.
/// A range view is the product's hottest path, hence no objects, no strings, no serialiser.
/// </summary>
internal ref struct OccurrenceWriter(IBufferWriter<byte> output, CalendarId calendar, Span<byte> lastDayText)
{
    private const int GuidLength = 36;
    private const int IdsLength = 2 * GuidLength;
    private const int TimesLength = (3 * Utf8Time.OffsetTimeLength) + (2 * Utf8Time.LocalLength);

    private readonly byte[] toCalendar = Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"\",\"calendarId\":\"{calendar.Value}\""));

    private Utf8Time times = new(lastDayText);
    private Span<byte> buffer;
    private int at;

    private static ReadOnlySpan<byte> ToOccurrenceId => "{\"occurrenceId\":\""u8;

    private static ReadOnlySpan<byte> ToEventId => "\",\"eventId\":\""u8;

    private static ReadOnlySpan<byte> ToEndUtc => "Z\",\"endUtc\":\""u8;

    /// <summary>Writes one with all it has.</summary>
    public void Write(Occurrence occurrence)
    {
        var face = FaceJson.Of(occurrence.Face);
        Open(face);
        Copy(ToOccurrenceId);
        WriteId(occurrence.Id.Value);
        Copy(ToEventId);
        WriteId(occurrence.EventId.Value);
        Copy(toCalendar);
        Copy(face.ToStart);
        WriteSpan(face, occurrence.Times);
        Copy(face.ToOriginal);
        WriteTime(occurrence.Times.Original, occurrence.Times.OriginalOffset, face.OriginalIsDay);
        Copy(face.Tail);
        Close();
    }

    /// <summary>Writes one as "Busy", which gives away when and nothing else.</summary>
    public void WriteBusy(Occurrence occurrence)
    {
        var face = FaceJson.Of(occurrence.Face);
        Open(face);
        Copy(face.BusyToStart);
        WriteSpan(face, occurrence.Times);
        Copy(face.BusyTail);
        Close();
    }

    private void Open(FaceJson face)
    {
        buffer = output.GetSpan(
            ToOccurrenceId.Length + ToEventId.Length + ToEndUtc.Length + toCalendar.Length + IdsLength + TimesLength + face.LongestText);
        at = 0;
    }

    private readonly void Close() => output.Advance(at);

    private void WriteSpan(FaceJson face, OccurrenceTimes span)
    {
        WriteTime(span.Start, span.StartOffset, face.StartIsDay);
        Copy(face.ToEnd);
        WriteTime(span.End, span.EndOffset, face.EndIsDay);
        Copy(face.ToStartUtc);
        WriteUtc(span.Start);
        Copy(ToEndUtc);
        WriteUtc(span.End);
    }

    private void WriteTime(Instant instant, Offset offset, bool isDay)
    {
        var seconds = instant.ToUnixTimeSeconds();
        if (isDay) times.WriteDate(buffer[at..], seconds + offset.Seconds);
        else times.WriteOffsetTime(buffer[at..], seconds, offset.Seconds);
        at += isDay ? Utf8Time.DateLength : Utf8Time.OffsetTimeLength;
    }

    private void WriteUtc(Instant instant)
    {
        times.WriteLocal(buffer[at..], instant.ToUnixTimeSeconds());
        at += Utf8Time.LocalLength;
    }

    private void WriteId(Guid id)
    {
        id.TryFormat(buffer[at..], out var written);
        at += written;
    }

    private void Copy(ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer[at..]);
        at += text.Length;
    }
}
