using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Load.Data;

/// <summary>Exceptions of a series whose instances lie a fixed number of days apart.</summary>
internal sealed class SeriesExceptions(ZonedDateTime start, int stepDays)
{
    private static readonly LocalDateTimePattern Basic = LocalDateTimePattern.Create("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    public string ExDate(int nth) => $"EXDATE;TZID={start.Zone.Id}:{Basic.Format(Nth(nth).LocalDateTime)}";

    public InstanceChange Moved(int nth, Duration length)
    {
        ZonedDateTime moved = Nth(nth) + Duration.FromHours(1);
        string json = $$"""{"start":{{EventBody.Time(moved)}},"end":{{EventBody.Time(moved + length)}}}""";
        return new InstanceChange(Nth(nth).ToInstant(), Encoding.UTF8.GetBytes(json));
    }

    public InstanceChange Cancelled(int nth) => new(Nth(nth).ToInstant(), null);

    private ZonedDateTime Nth(int nth) => start.Zone.AtLeniently(start.LocalDateTime.PlusDays(nth * stepDays));
}
