using System.Buffers;
using Kalends.Domain;
using Kalends.Domain.Conflicts;
using Kalends.Domain.Time;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Projecting;
using Kalends.Storage.Occurrences;

namespace Kalends.Server.Features.Events;

/// <summary>When the caller is busy, and which occurrences take the same time.</summary>
internal sealed class FindConflicts(DomainRules rules, ReadBusy read) : IOperation
{
    private const int MostConflicts = 10_000;

    public async Task<Reply> Handle(Call call)
    {
        var checkedRange = TimeRange.Check(call.Query.Text("start"), call.Query.Text("end"), rules.Limits);
        if (checkedRange is Checked<TimeRange>.Refused { Refusal: var broken }) return broken.After(call.Errors);
        if (call.Refused() is { } refused) return refused;
        var range = ((Checked<TimeRange>.Accepted)checkedRange).Value;
        var busy = await read.Run(new BusyRange(call.UserId, range, call.Now), call.Cancellation);
        var conflicts = BusyTime.Conflicts(busy, item => item.Occurrence).Take(MostConflicts + 1).ToList();
        if (conflicts.Count > MostConflicts)
            return Refusal.Invalid.Of("end", $"gives more than {MostConflicts} conflicts: ask for a shorter range");
        var spans = BusyTime.Merge(busy.Select(item => item.Occurrence));
        return new Reply(200) { Body = output => Write(output, spans, conflicts) };
    }

    private static void Write(IBufferWriter<byte> output, IReadOnlyList<BusySpan> spans, List<Conflict<BusyOccurrence>> conflicts)
    {
        output.Write("{\"busy\":["u8);
        for (var i = 0; i < spans.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            WriteSpan(output, spans[i]);
        }
        output.Write("],\"conflicts\":["u8);
        for (var i = 0; i < conflicts.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            WriteConflict(output, conflicts[i]);
        }
        output.Write("]}"u8);
    }

    private static void WriteConflict(IBufferWriter<byte> output, Conflict<BusyOccurrence> conflict)
    {
        output.Write("{\"overlap\":"u8);
        WriteSpan(output, conflict.Overlap);
        output.Write(",\"occurrences\":["u8);
        WriteOccurrence(output, conflict.First);
        output.Write(","u8);
        WriteOccurrence(output, conflict.Second);
        output.Write("]}"u8);
    }

    private static void WriteOccurrence(IBufferWriter<byte> output, BusyOccurrence item)
    {
        var writer = new OccurrenceWriter(output);
        writer.Write(FaceJson.Of(item.Occurrence, item.CalendarId).Full, item.Occurrence);
        writer.Flush();
    }

    private static void WriteSpan(IBufferWriter<byte> output, BusySpan span)
    {
        Span<byte> text = stackalloc byte[TimeText.InstantLength];
        output.Write("{\"start\":\""u8);
        TimeText.WriteInstant(span.Start, text);
        output.Write(text);
        output.Write("\",\"end\":\""u8);
        TimeText.WriteInstant(span.End, text);
        output.Write(text);
        output.Write("\"}"u8);
    }
}
