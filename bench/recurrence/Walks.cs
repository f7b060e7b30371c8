using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Recurrence.Race;

/// <summary>The engines of this process.</summary>
internal static class Walks
{
    // Without it a rule that seldom matches is searched for minutes.
    private static readonly EvaluationOptions Bounded = new() { MaxUnmatchedIncrementsLimit = 100_000 };

    internal static Func<Case, Walk> Of(string engine) => engine switch
    {
        "kalends" => OfKalends,
        "ical-net" => OfIcalNet,
        _ => throw new ArgumentException($"No engine is called {engine}.", nameof(engine)),
    };

    private static Walk OfKalends(Case @case)
    {
        var local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss").Parse(@case.Start).Value;
        var start = new SeriesStart(local, false, DateTimeZoneProviders.Tzdb[@case.Zone]);
        if (Series.Parse(start, ["RRULE:" + @case.Rule], DateTimeZoneProviders.Tzdb) is not SeriesParsed { Series: var series })
            throw new InvalidOperationException("refused");
        return (most, _, found) =>
        {
            var (count, sum) = (0, 0L);
            foreach (var instance in series.Instances())
            {
                var at = instance.Start.ToUnixTimeSeconds();
                sum ^= at;
                found?.Add(at);
                if (++count == most)
                    break;
            }
            return sum == 1 ? 0 : count;
        };
    }

    private static Walk OfIcalNet(Case @case)
    {
        var local = DateTime.ParseExact(@case.Start, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var @event = new CalendarEvent { Start = new CalDateTime(local, @case.Zone), RecurrenceRule = new Ical.Net.DataTypes.RecurrenceRule(@case.Rule) };
        return (most, isOver, found) =>
        {
            var (count, sum) = (0, 0L);
            foreach (var occurrence in @event.GetOccurrences(options: Bounded))
            {
                var at = new DateTimeOffset(occurrence.Period.StartTime.AsUtc).ToUnixTimeSeconds();
                sum ^= at;
                found?.Add(at);
                if (++count == most || isOver())
                    break;
            }
            return sum == 1 ? 0 : count;
        };
    }
}
