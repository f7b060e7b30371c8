using CsCheck;
using NodaTime;

namespace Kalends.Recurrence.Tests.Differential;

/// <summary>Generates cases, always the same for a seed. Each is settled within a bounded number of steps of its FREQ, as some engines take every one.</summary>
internal static class Cases
{
    private const int Redraws = 20;
    private const int FewestInstances = 3;
    private const long Day = 86_400;

    private static readonly string[] MoreZones = ["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati", "America/Sao_Paulo"];

    private static readonly Gen<(SeriesStart, RecurrenceRule)> Sets =
        from start in Starts()
        from rule in Gen.Frequency((3, Rules.Rule(Rules.Coarse)), (1, Rules.Rule(Rules.Fine)))
        from aligned in Gen.Frequency((6, Gen.Const(true)), (1, Gen.Const(false)))
        from end in Gen.Int[0, 5]
        from index in Gen.Int[0, Case.Most - 1]
        select Ended(aligned ? Aligned(start, rule) : start, rule, (end, index));

    internal static IEnumerable<Case> Of(uint seed, int count)
    {
        var random = new PCG(1, seed);
        for (var id = 1; id <= count; id++)
            yield return Draw(random, id);
    }

    // Most rules should have something to compare, but one that has not may be wrong, too.
    private static Case Draw(PCG random, int id)
    {
        for (var redraws = Redraws; ; redraws--)
        {
            var (start, rule) = Sets.Generate(random, null, out _);
            var drawn = new Case(id, start, rule);
            if (drawn.Ours.Length >= FewestInstances || redraws == 0)
                return drawn;
        }
    }

    // One in eight lies far from today.
    private static Gen<SeriesStart> Starts() =>
        from start in Rules.Start
        from far in Gen.Frequency((7, Gen.Const(0)), (1, Gen.Int[-90, 400]))
        from zone in Gen.Frequency((3, Gen.Const((string?)null)), (1, Gen.OneOf(MoreZones).Select(id => (string?)id)))
        let own = zone is null ? start.Zone : DateTimeZoneProviders.Tzdb[zone]
        select new SeriesStart(start.Local.PlusYears(far), false, own);

    // The second instance is one that the rule itself gives.
    private static SeriesStart Aligned(SeriesStart start, RecurrenceRule rule)
    {
        var local = Series.Create(start with { Zone = DateTimeZone.Utc }, [rule], [], []).Instances().Skip(1).Select(instance => instance.Local).FirstOrDefault(start.Local);
        return local.Year < start.Local.Year + 40 ? start with { Local = local } : start;
    }

    private static (SeriesStart, RecurrenceRule) Ended(SeriesStart start, RecurrenceRule rule, (int Kind, int Index) end)
    {
        var horizon = start.Zone.AtLeniently(start.Local).ToInstant() + Duration.FromSeconds(Horizon(rule));
        var within = Series.Create(start, [rule], [], []).StartingIn(Instant.MinValue, horizon).Take(Case.Most).ToArray();
        if (end.Kind == 0)
            return (start, rule.WithCount(Math.Min(end.Index, within.Length - 1) + 1));
        if (end.Kind == 1)
            return (start, rule.WithUntil(Until.At(within[Math.Min(end.Index, within.Length - 1)].Start)));
        return (start, within.Length == Case.Most ? rule : rule.WithUntil(Until.At(horizon)));
    }

    private static long Horizon(RecurrenceRule rule) => rule.Frequency switch
    {
        Frequency.Secondly => 2_000L * rule.Interval,
        Frequency.Minutely => 2_000L * 60 * rule.Interval,
        Frequency.Hourly => 2_000L * 3600 * rule.Interval,
        Frequency.Daily => 3_000 * Day,
        Frequency.Weekly => 8_000 * Day,
        _ => 20_000 * Day,
    };
}
