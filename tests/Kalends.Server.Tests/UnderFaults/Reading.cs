using System.Text.Json;
using Kalends.Server.Tests.Events;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>A reading of somebody's calendars: what it shows is held against what is known of the events that did not change meanwhile.</summary>
internal sealed class Reading(Person person)
{
    public const int SeriesInstances = 28;

    private readonly EventView[] before = [.. person.Singles.Select(one => one.View)];
    private readonly EventView series = person.Series.View;

    /// <summary>Occurrences of the day: each event once and as it was acknowledged, none that was deleted, nothing else.</summary>
    public IEnumerable<string> FindFaults(IReadOnlyList<JsonElement> items)
    {
        EventView[] after = [.. person.Singles.Select(one => one.View)];
        foreach (var (view, now) in before.Zip(after))
        {
            if (view.Id is null || view.IsChanging || !ReferenceEquals(view, now)) continue;
            EventFace[] found = [.. items.Where(item => item.Of("eventId") == view.Id).Select(EventFace.Read)];
            var isRight = found.Length switch
            {
                0 => view.Possible.Any(face => !face.IsLive),
                1 => view.Possible.Contains(found[0]),
                _ => false,
            };
            if (!isRight) yield return $"{view.Id} is {string.Join(" or ", view.Possible)}, shown is {string.Join(" and ", found.AsEnumerable())}";
        }
        foreach (var item in items.Where(item => !before.Concat(after).Any(view => IsOf(item, view)))) yield return $"not of this calendar: {item}";
    }

    /// <summary>Instances of the series within a week: of one version, and all of them.</summary>
    public IEnumerable<string> FindFaultsOfSeries(IReadOnlyList<JsonElement> items)
    {
        if (series.Id is null) yield break;
        string[] titles = [.. items.Titles().Distinct()];
        if (titles.Length != 1 || items.Count != SeriesInstances || items.Starts().Distinct().Count() != SeriesInstances)
            yield return $"{items.Count} instances of {string.Join(" and ", titles)}";
        else if (!series.IsChanging && ReferenceEquals(series, person.Series.View) && !series.Possible.Any(face => face.Title == titles[0]))
            yield return $"the series is {string.Join(" or ", series.Possible)}, shown is {titles[0]}";
    }

    /// <summary>Made, or about to be and not yet acknowledged.</summary>
    private static bool IsOf(JsonElement item, EventView view) => view.Id is null ? item.Of("title") == view.Draft : item.Of("eventId") == view.Id;
}
