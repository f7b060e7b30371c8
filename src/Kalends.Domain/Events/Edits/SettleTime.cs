using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Events.Edits;

/// <summary>Decides between times that devices wrote without knowing of each other.</summary>
/// <param name="Edit">Who decides, and where the event lies.</param>
/// <param name="Current">The event as it is stored.</param>
/// <param name="Chosen">The open time that is to hold; null for the one that does.</param>
public sealed record SettleTime(EditContext Edit, Event Current, Stamp? Chosen)
{
    /// <summary>Accepts the event with that time and nothing open; refuses as not found where the time is not open.</summary>
    public EventDecision Decide(DomainRules rules, Instant now)
    {
        if (!Current.IsLive) return Decided.NotFound("event");
        var open = (Current.Merge ?? MergeRecord.Fresh).Open;
        var time = Chosen is { } stamp ? open.FirstOrDefault(lost => lost.Stamp == stamp)?.Value : PartText.OfTime(Current.Content);
        if (time is null || open.IsEmpty) return Decided.NotFound("open time");
        var settled = new PartWriter(rules, Edit).Write(Current, [new PartChange(PartPath.Time, time)]) with
        {
            Version = Current.Version + 1,
            Revision = Current.Revision + 1,
            UpdatedAt = Clock.WholeSeconds(now),
        };
        settled = settled.SettledAfter(Current, now);
        return Decided.One(settled.Remember(new Deed(Edit.By.Id, HistoryAction.Merged)
        {
            Changed = MemberNames.Changed(Current.Content, settled.Content, !settled.Overrides.SequenceEqual(Current.Overrides)),
        }));
    }
}
