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
    internal const int Most = 10_000;

    internal static Refusal TooMany { get; } = Refusal.Invalid.Of("end", $"gives more than {Most} conflicts: ask for a shorter range");

    public async Task<Reply> Handle(Call call)
    {
        var checkedRange = TimeRange.Check(call.Query.Text("start"), call.Query.Text("end"), rules.Limits);
        if (checkedRange is Checked<TimeRange>.Refused { Refusal: var broken }) return broken.After(call.Errors);
        if (call.Refused() is { } refused) return refused;
        var range = ((Checked<TimeRange>.Accepted)checkedRange).Value;
        var busy = await read.Run(new BusyRange(call.UserId, range, call.Now), call.Cancellation);
        var conflicts = BusyTime.Conflicts(busy, item => item.Occurrence).Take(Most + 1).ToList();
        if (conflicts.Count > Most) return TooMany;
        var spans = BusyTime.Merge(busy.Select(item => item.Occurrence));
        return new Reply(200) { Body = output => Write(output, spans, conflicts) };
    }

    private static void Write(IBufferWriter<byte> output, IReadOnlyList<BusySpan> spans, List<Conflict<BusyOccurrence>> conflicts)
    {
        var writer = new OccurrenceWriter(output);
        writer.Add("{\"busy\":["u8);
        for (var i = 0; i < spans.Count; i++)
        {
            if (i > 0) writer.Separate();
            WriteSpan(ref writer, spans[i]);
        }
        writer.Add("],\"conflicts\":["u8);
        for (var i = 0; i < conflicts.Count; i++)
        {
            if (i > 0) writer.Separate();
            WriteConflict(ref writer, conflicts[i]);
        }
        writer.Add("]}"u8);
        writer.Flush();
    }

    private static void WriteConflict(ref OccurrenceWriter writer, Conflict<BusyOccurrence> conflict)
    {
        writer.Add("{\"overlap\":"u8);
        WriteSpan(ref writer, conflict.Overlap);
        writer.Add(",\"occurrences\":["u8);
        Write(ref writer, conflict.First);
        writer.Separate();
        Write(ref writer, conflict.Second);
        writer.Add("]}"u8);
    }

    private static void Write(ref OccurrenceWriter writer, BusyOccurrence item) =>
        writer.Write(FaceJson.Of(item.Occurrence, item.CalendarId).Full, item.Occurrence);

    private static void WriteSpan(ref OccurrenceWriter writer, BusySpan span)
    {
        writer.Add("{\"start\":\""u8);
        writer.AddUtc(span.Start.ToUnixTimeSeconds());
        writer.Add("\",\"end\":\""u8);
        writer.AddUtc(span.End.ToUnixTimeSeconds());
        writer.Add("\"}"u8);
    }
}
