using NodaTime;

namespace Kalends.Load.Data;

/// <summary>
/// A calendar as a busy office keeps it: 70 % single, 20 % recurring of all kinds with exceptions, 5 % all-day, 5 % multi-day,
/// spread evenly over two years. 10,000 events give about 88,000 occurrences in these two years.
/// </summary>
internal sealed class EventMix(LocalDate firstDay, ulong seed)
{
    private const int Days = 730;

    private static readonly DateTimeZone[] Zones =
        [.. new[] { "America/New_York", "Europe/Berlin", "Asia/Tokyo" }.Select(name => DateTimeZoneProviders.Tzdb[name])];

    private readonly Draw draw = new(seed);

    public Draft Next()
    {
        LocalDate day = firstDay.PlusDays(draw.Below(Days));
        int minuteOfDay = (7 * 60) + (draw.Below(53) * 15);
        ZonedDateTime start = draw.Of(Zones).AtLeniently(day.AtMidnight().PlusMinutes(minuteOfDay));
        var body = new EventBody(draw);
        double point = draw.Fraction();
        if (point < 0.70)
            return new Draft(body.Timed(start, Length()), []);
        if (point < 0.90)
            return Series(start, body);
        return new Draft(point < 0.95 ? body.AllDay(day, 1) : SeveralDays(day, start, body), []);
    }

    private Duration Length() => Duration.FromMinutes(15 * (1 + draw.Below(8)));

    private byte[] SeveralDays(LocalDate day, ZonedDateTime start, EventBody body) =>
        draw.Chance(0.5) ? body.AllDay(day, 2 + draw.Below(5)) : body.Timed(start, Duration.FromHours(26 + draw.Below(60)));

    private Draft Series(ZonedDateTime start, EventBody body)
    {
        var kind = SeriesKind.Of(draw);
        Duration length = Length();
        string rule = kind.Line(start);
        if (kind.StepDays is not { } step)
            return new Draft(body.Series(start, length, [rule]), []);

        var exceptions = new SeriesExceptions(start, step);
        string[] recurrence = draw.Chance(0.5) ? [rule, exceptions.ExDate(nth: 2)] : [rule];
        List<InstanceChange> changes = [];
        if (draw.Chance(0.3))
            changes.Add(exceptions.Moved(nth: 1, length));
        if (draw.Chance(0.2))
            changes.Add(exceptions.Cancelled(nth: 3));
        return new Draft(body.Series(start, length, recurrence), changes);
    }
}
