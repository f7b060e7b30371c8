using CsCheck;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;
using NodaTime;
using static Kalends.Domain.Tests.Written;

namespace Kalends.Domain.Tests.Properties;

public sealed class SeriesProperties
{
    private const int Cases = 400;

    [Fact]
    public void The_two_parts_of_a_split_series_are_together_what_the_series_was() =>
        Gen.Select(SomeSeries.Any, Gen.Int[0, 30]).Sample((series, at) =>
        {
            var whole = SomeSeries.Whole(series).OrderBy(o => o.Times.Original).ToList();
            if (whole.Count == 0) return;
            var chosen = whole[at % whole.Count];
            var decision = Patch(series, EditScope.Following, SomeSeries.Reference(series, chosen), EventMembers.None, d => d).Decide(Given.Rules, Given.Now);
            if (IsRefusedAtAddedDate(series, chosen, decision)) return;

            var parts = Given.Accepted(decision).Changes.Select(change => change.After).ToList();

            Assert.Equal(chosen == whole[0] ? 1 : 2, parts.Count);
            Assert.Equal(Seen(whole), Seen(parts.SelectMany(SomeSeries.Whole)));
            if (parts.Count == 2) Assert.All(SomeSeries.Whole(parts[0]), o => Assert.True(o.Times.Original < chosen.Times.Original));
        }, iter: Cases, print: Print);

    [Fact]
    public void Deleting_what_follows_leaves_exactly_what_came_before() =>
        Gen.Select(SomeSeries.Any, Gen.Int[0, 30]).Sample((series, at) =>
        {
            var whole = SomeSeries.Whole(series).OrderBy(o => o.Times.Original).ToList();
            if (whole.Count == 0) return;
            var chosen = whole[at % whole.Count];
            var delete = new DeleteEvent(Given.Edit, series) { Scope = EditScope.Following, Instance = Given.At(SomeSeries.Reference(series, chosen)) };
            var left = Given.Accepted(delete.Decide(Given.Rules, Given.Now)).Result;
            Assert.Equal(Seen(whole.Where(o => o.Times.Original < chosen.Times.Original)), Seen(SomeSeries.Whole(left)));
        }, iter: Cases, print: Print);

    [Fact]
    public void A_moved_series_keeps_its_instances_exclusions_and_overrides() =>
        Gen.Select(SomeSeries.Counted, Gen.Int[-5, 4]).Sample((series, hours) =>
        {
            if (series.Content.Start.IsDay) return;
            var moved = Patch(series, EditScope.All, null, EventMembers.Start | EventMembers.End, d => d with
            {
                Start = Written.Time(Later(series.Content.Start, hours)),
                End = Written.Time(Later(series.Content.End, hours)),
            }).Accept().Result;

            var (before, after) = (ByOriginal(series), ByOriginal(moved));
            Assert.Equal(
                before.Select(o => (At(series, Wall(o).PlusHours(hours)), o.Face.Title, o.Face.Location, o.Face.Status, o.Face.IsModified)),
                after.Select(o => (o.Times.Original, o.Face.Title, o.Face.Location, o.Face.Status, o.Face.IsModified)));
            Assert.Equal(series.Overrides.Length, moved.Overrides.Length);
        }, iter: Cases, print: Print);

    [Fact]
    public void Edit_one_instance_and_restore_the_version_before_and_nothing_has_changed() =>
        Gen.Select(SomeSeries.Any, Gen.Int[0, 30]).Sample((series, at) =>
        {
            var whole = SomeSeries.Whole(series);
            if (whole.Count == 0) return;
            var edited = Retitle(series, EditScope.This, SomeSeries.Reference(series, whole[at % whole.Count]), "Other");
            var earlier = series.Remember(new Deed(Given.Owner.Id, HistoryAction.Updated)).History[0];
            var restored = Given.Accepted(new RestoreEvent(Given.Owner, edited) { Earlier = earlier }.Decide(Given.Rules, Given.Now)).Result;
            Assert.Equal(Seen(whole), Seen(SomeSeries.Whole(restored)));
            Assert.Equal(series.Version + 2, restored.Version);
        }, iter: Cases, print: Print);

    [Fact]
    public void A_window_shows_what_the_whole_has_in_it() =>
        Gen.Select(SomeSeries.Any, Gen.Int[0, 24 * 700], Gen.Int[1, 24 * 60]).Sample((series, first, length) =>
        {
            var from = SomeSeries.From + Duration.FromHours(first);
            var to = from + Duration.FromHours(length);
            var window = new EventExpansion(Given.Rules, Given.Zone, series).Overlapping(from, to);
            Assert.Equal(SomeSeries.Whole(series).Where(o => o.Times.Overlaps(from, to)), window);
        }, iter: Cases, print: Print);

    [Fact]
    public void Ids_are_the_same_after_any_regeneration_and_differ_between_instances() =>
        SomeSeries.Any.Sample(series =>
        {
            var ids = SomeSeries.Whole(series).Select(o => o.Id).ToList();
            var again = Retitle(series, EditScope.All, null, "Again");
            Assert.Equal(ids, SomeSeries.Whole(again).Select(o => o.Id));
            Assert.Equal(ids.Count, ids.Distinct().Count());
        }, iter: Cases, print: Print);

    [Fact]
    public void Every_occurrence_is_found_by_its_original_start_as_it_is_shown() =>
        SomeSeries.Any.Sample(series =>
        {
            foreach (var occurrence in SomeSeries.Whole(series).Take(20))
            {
                var instance = series.FindInstance(Given.Rules, Given.Zone, Given.At(SomeSeries.Reference(series, occurrence)));
                Assert.NotNull(instance);
                Assert.Equal(instance.OriginalStart, occurrence.OriginalStart(Given.Rules));
                Assert.Equal(occurrence.Face.Title, instance.Content.Title);
                Assert.Equal(occurrence.Times.Start, instance.Content.Start.Resolve(Given.Rules, Given.Zone).At);
                Assert.Equal(occurrence.Times.End, instance.Content.End.Resolve(Given.Rules, Given.Zone).At);
            }
        }, iter: Cases, print: Print);

    [Fact]
    public void What_was_accepted_is_accepted_again() => SomeSeries.Any.Sample(series =>
    {
        var again = Put(series, EditScope.All, null, Draft(series.Content)).Accept();
        Assert.Equal(Seen(SomeSeries.Whole(series)), Seen(SomeSeries.Whole(again.Result)));
        Assert.Empty(again.Changes[0].History[0].Changed);
    }, iter: Cases, print: Print);

    /// <summary>Only an added date may be refused, and only where the rule gives nothing there.</summary>
    private static bool IsRefusedAtAddedDate(Event series, Occurrence chosen, EventDecision decision)
    {
        if (decision is not EventDecision.Refused { Refusal: Refusal.Invalid { Errors: var errors } } || !errors.ContainsKey("originalStart")) return false;
        var bare = series with { Content = series.Content with { Recurrence = [series.Content.Recurrence[0]] }, Overrides = [] };
        Assert.DoesNotContain(chosen.Times.Original, SomeSeries.Whole(bare).Select(o => o.Times.Original));
        return true;
    }

    private static string Print(Event series) =>
        $"{series.Content.Start} {string.Join(' ', series.Content.Recurrence)} {string.Join(' ', series.Overrides)}";

    private static string Print<T>((Event Series, T) input) => $"{Print(input.Series)} {input.Item2}";

    private static string Print<T, U>((Event Series, T, U) input) => $"{Print(input.Series)} {input.Item2} {input.Item3}";

    private static List<Occurrence> ByOriginal(Event @event) => [.. SomeSeries.Whole(@event).OrderBy(o => o.Times.Original)];

    /// <summary>What a person sees of occurrences; which event and version they belong to is not it.</summary>
    private static IEnumerable<string> Seen(IEnumerable<Occurrence> occurrences) => occurrences
        .Select(o => $"{TimeText.Of(o.Times.Start)} {Given.Start(o)} to {Given.End(o)}: {o.Face.Title} {o.Face.Location} {o.Face.Status} {o.Face.StartZone}")
        .Order(StringComparer.Ordinal);

    private static EventTime Later(EventTime time, int hours) => ((EventTime.Moment)time) with { At = time.Local.PlusHours(hours) };

    private static Instant At(Event series, LocalDateTime local) =>
        ((EventTime.Moment)series.Content.Start with { At = local }).Resolve(Given.Rules, Given.Zone).At;

    private static LocalDateTime Wall(Occurrence occurrence) => occurrence.Times.Original.WithOffset(occurrence.Times.OriginalOffset).LocalDateTime;
}
