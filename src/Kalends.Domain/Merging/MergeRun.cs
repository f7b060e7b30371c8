using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;
using NodaTime;

namespace Kalends.Domain.Merging;

/// <summary>One merge.</summary>
internal sealed class MergeRun(MergeEvent command, Event current, PartWriter writer)
{
    private readonly MergeRecord record = current.Merge!;
    private readonly OfflineEdit offline = command.Offline;

    internal required Instant Now { private get; init; }

    /// <summary>Of what the server itself has to write, so that all replicas follow it.</summary>
    private Stamp Later => new(Math.Max(record.Tick(Now).Time, offline.Stamp.Time + 1), DeviceId.Server);

    private KnownSpan LaterSpan => new(record.Known.LastOf(DeviceId.Server) + 1, Later.Time);

    internal MergeDecision Decide(ImmutableArray<PartChange> changes, DomainRules rules)
    {
        var operation = new Operation(offline.Stamp, offline.Previous) { Changes = changes, Deletes = offline.Deletes?.Within(record.Known) };
        var before = EventParts.StateOf(current);
        var text = IsLate ? null : MergedDescription(before, operation);
        var merged = IsLate ? before with { Known = before.Known.Join(operation.ToState().Known) } : Merged(before, operation, text);
        var outcome = new MergeOutcome(before, merged, operation) { IsLate = IsLate, IsTextMerged = text is not null };
        var wanted = Finish(writer.Write(current, changes) with { Deleted = offline.Deletes is null ? null : Deletion });
        var final = Finish(writer.Write(current, outcome.Standing()) with { Deleted = merged.IsAlive ? null : current.Deleted ?? Deletion });
        if (final.Content.Attendees.Length > rules.Limits.Attendees)
            return TooMany(rules.Limits.Attendees);
        var lost = outcome.Lost(current, keptOwn: current.Version + 1);
        final = final with { Merge = EventParts.RecordOf(merged, record, outcome.OpenTimes(command.Edit.By.Id)) };
        return new MergeDecision.Merged(Remember(wanted, final, new Met(lost, text is not null)), lost) { IsTextMerged = text is not null };
    }

    /// <summary>Older than what is remembered of others: what it was made against cannot be told any more.</summary>
    private bool IsLate => offline.Stamp.Time < record.Known.Below;

    private MergeState Merged(MergeState before, Operation operation, string? text)
    {
        var (state, edit) = (Cut(before, operation), operation.ToState());
        var merged = Merge.Of(state, edit);
        if (text is null) return merged;
        return Merge.Of(merged, new MergeState
        {
            Known = Knowledge.Nothing.With(DeviceId.Server, LaterSpan),
            Last = merged.Last.Clear().Add(PartPath.Description, new Candidate(Later, text)),
        });
    }

    /// <summary>A series that was split stays so: a concurrent time of the whole cannot take the second part's instances back.</summary>
    private MergeState Cut(MergeState before, Operation operation)
    {
        if (record.Cuts.IsEmpty || operation.Changes.FirstOrDefault(change => change.Path == PartPath.Time) is not { } time) return before;
        var winner = before.Winner(PartPath.Time)!.Value;
        if (winner.Stamp.CompareTo(offline.Stamp) > 0 || winner.Stamp.Device == offline.Stamp.Device || time.Seen.Contains(winner.Stamp)) return before;
        return before with
        {
            Known = before.Known.With(DeviceId.Server, LaterSpan),
            Many = before.Many.SetItem(PartPath.Time, [.. before.Many[PartPath.Time][..^1], new Candidate(Later, winner.Value)]),
        };
    }

    private string? MergedDescription(MergeState before, Operation operation)
    {
        if (offline.DescriptionBefore is not { } original) return null;
        if (operation.Changes.FirstOrDefault(change => change.Path == PartPath.Description)?.Value is not { } written) return null;
        var stored = before.Last[PartPath.Description].Value!;
        return stored == original || stored == written ? null : TextMerge.Run(original, written, stored);
    }

    private EventChange Remember(Event wanted, Event final, Met met)
    {
        var deed = new Deed(command.Edit.By.Id, met.Anything ? HistoryAction.Merged : wanted.Deleted is null ? HistoryAction.Updated : HistoryAction.Deleted)
        {
            Scope = offline.Place is null ? EditScope.All : EditScope.This,
            Offline = new OfflineNote(offline.Stamp, met.Lost),
        };
        if (!met.Lost.Any(part => part.IsOwn)) return Entry(final with { Version = current.Version + 1 }, current, deed);
        var attempt = Entry(wanted with { Version = current.Version + 1 }, current, deed);
        var holds = Entry(final with { Version = current.Version + 2 }, wanted, deed with { Offline = null });
        return holds with { History = [.. attempt.History, .. holds.History] };
    }

    private static EventChange Entry(Event after, Event before, Deed deed) => after.Remember(deed with
    {
        Changed = MemberNames.Changed(before.Content, after.Content, !before.Overrides.SequenceEqual(after.Overrides)),
    });

    private static MergeDecision.Refused TooMany(int limit) =>
        new(Refusal.Invalid.Of("attendees", $"must be at most {limit} attendees with those invited meanwhile"));

    private Event Finish(Event @event) => @event with { Revision = current.Revision + 1, UpdatedAt = Clock.WholeSeconds(Now) };

    private Deletion Deletion => new(Clock.WholeSeconds(Now), command.Edit.By.Id);

    /// <summary>What the operation met that its device had not seen.</summary>
    private sealed record Met(ImmutableArray<LostPart> Lost, bool IsTextMerged)
    {
        public bool Anything => IsTextMerged || !Lost.IsEmpty;
    }
}
