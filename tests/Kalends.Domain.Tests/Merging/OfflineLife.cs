using CsCheck;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Tests.Merging;

/// <summary>One step of somebody's day: which device, what it does, with which number.</summary>
internal sealed record LifeStep(int Device, int Deed, int Number);

/// <summary>
/// Some devices with copies of one event, and the server. Requests and answers get lost, come twice and out of order; a device sends
/// again whatever it has no answer to, and takes the server's event when it hears from it.
/// </summary>
internal sealed class OfflineLife(int count)
{
    private readonly Event[] copies = [.. Enumerable.Repeat(OfflineEdits.Series, count)];
    private readonly List<OfflineEdit>[] unanswered = [.. Enumerable.Range(0, count).Select(_ => new List<OfflineEdit>())];
    private readonly ulong[] last = new ulong[count];
    private readonly HybridClock[] clocks = new HybridClock[count];
    private int minute;

    internal static Gen<(int Devices, LifeStep[] Steps)> Any { get; } =
        from devices in Gen.Int[3, 5]
        from steps in Gen.Select(Gen.Int[0, devices - 1], Gen.Int[0, 11], Gen.Int[0, 1_000]).Array[200]
        select (devices, steps.Select(step => new LifeStep(step.Item1, step.Item2, step.Item3)).ToArray());

    internal Event Server { get; private set; } = OfflineEdits.Series;

    internal List<HistoryEntry> History { get; } = [];

    internal List<(OfflineEdit Edit, MergeDecision.Merged Outcome)> Acknowledged { get; } = [];

    internal List<OfflineEdit> Refused { get; } = [];

    internal IReadOnlyList<Event> Copies => copies;

    internal void Play(IEnumerable<LifeStep> steps)
    {
        foreach (var step in steps)
        {
            minute++;
            if (step.Deed < 8) Edit(step);
            else Sync(step.Device, step.Number);
        }
        for (var device = 0; device < count; device++) Sync(device, 0);
        for (var device = 0; device < count; device++) copies[device] = Server;
    }

    private void Edit(LifeStep step)
    {
        var device = step.Device;
        // A device's clock is up to two minutes off.
        clocks[device] = clocks[device].Tick(Now + Duration.FromSeconds(step.Number % 240 - 120));
        var stamp = new Stamp(clocks[device].Last, new DeviceId((ulong)device + 1));
        unanswered[device].Add(SomeEdit.Of(step, copies[device]) with { Stamp = stamp, Previous = last[device] });
        last[device] = stamp.Time;
    }

    /// <summary>The number says what goes wrong: a part is sent, the order turns, some come twice, the answer is lost.</summary>
    private void Sync(int device, int number)
    {
        var sent = unanswered[device].Where((_, index) => number == 0 || index % (1 + number % 3) == 0).ToList();
        if (number % 5 == 1) sent.Reverse();
        if (number % 7 == 1) sent.AddRange(sent.ToList());
        foreach (var edit in sent) Receive(edit);
        if (number % 4 == 1) return;
        unanswered[device].RemoveAll(sent.Contains);
        copies[device] = Server;
        if (Server.Merge is { } record) clocks[device] = clocks[device].Receive(record.Known.Last);
    }

    private void Receive(OfflineEdit edit)
    {
        switch (new MergeEvent(Given.Edit, Server, edit).Decide(Given.Rules, Now))
        {
            case MergeDecision.Merged merged:
                Server = merged.Change.After;
                History.AddRange(merged.Change.History);
                Acknowledged.Add((edit, merged));
                break;
            case MergeDecision.Refused:
                Refused.Add(edit);
                break;
        }
    }

    private Instant Now => Given.Now + Duration.FromMinutes(minute);
}

/// <summary>Edits by number.</summary>
internal static class SomeEdit
{
    private static readonly EventMembers Times = EventMembers.Start | EventMembers.End | EventMembers.Recurrence;

    internal static OfflineEdit Of(LifeStep step, Event copy)
    {
        var word = $"w{step.Number}";
        var edit = step.Deed switch
        {
            0 => Named(EventMembers.Title, new EventDraft { Title = word }),
            1 => Named(EventMembers.Location, new EventDraft { Location = word }),
            2 => Named(EventMembers.Description, new EventDraft { Description = $"{copy.Content.Description} {word}" }) with { DescriptionBefore = copy.Content.Description },
            3 => Named(Times, Given.Draft($"2026-03-02T{8 + step.Number % 9:00}:00:00", step.Number % 11 == 0 ? "RRULE:FREQ=WEEKLY;INTERVAL=2" : "RRULE:FREQ=WEEKLY")),
            4 => Named(0, new EventDraft()) with { Invited = [new AttendeeDraft($"guest{step.Number % 5}@example.org", word)] },
            5 => Named(0, new EventDraft()) with { Uninvited = [$"guest{step.Number % 5}@example.org"] },
            6 => Named(EventMembers.Title, new EventDraft { Title = word }) with { Place = step.Number % 4 * OfflineEdits.Week },
            _ => Named(0, new EventDraft()) with { Deletes = (copy.Merge ?? MergeRecord.Fresh).Known },
        };
        return edit with { Seen = SeenBy(copy) };
    }

    private static OfflineEdit Named(EventMembers named, EventDraft draft) => new(Stamp.None, 0) { Draft = draft with { Named = named } };

    private static System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<Stamp>> SeenBy(Event copy)
    {
        var state = EventParts.StateOf(copy);
        return System.Collections.Immutable.ImmutableDictionary.CreateRange(
            state.Many.Select(part => KeyValuePair.Create(part.Key, part.Value.Select(candidate => candidate.Stamp)))
                .Concat(state.Last.Select(part => KeyValuePair.Create(part.Key, Enumerable.Repeat(part.Value.Stamp, 1))))
                .Select(part => KeyValuePair.Create(part.Key, System.Collections.Immutable.ImmutableArray.CreateRange(part.Value))));
    }
}
