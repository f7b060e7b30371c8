using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Storage.Documents;

/// <summary>An event time: 1 days since 1970, or 2 wall seconds since 1970 with 3 zone and 4 second reading.</summary>
internal static class EventTimeFields
{
    private static readonly LocalDateTime Epoch = new(1970, 1, 1, 0, 0);

    public static void Time(this FieldWriter writer, int number, EventTime? time)
    {
        if (time is null) return;
        int begun = writer.Begin(number);
        if (time is EventTime.Day day) writer.Integer(1, Period.DaysBetween(Epoch.Date, day.Date));
        if (time is EventTime.Moment moment)
        {
            writer.Integer(2, WallSeconds(moment.At));
            writer.Text(3, moment.ZoneId);
            writer.Flag(4, moment.SecondReading);
        }
        writer.End(begun);
    }

    public static EventTime Time(this FieldReader field)
    {
        FieldReader fields = field.Record;
        int? day = null;
        long seconds = 0;
        string zone = "";
        bool second = false;
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: day = (int)fields.Integer; break;
                case 2: seconds = fields.Integer; break;
                case 3: zone = fields.Text; break;
                case 4: second = fields.Integer != 0; break;
            }
        if (day is { } days) return new EventTime.Day(Epoch.Date.PlusDays(days));
        return new EventTime.Moment(Epoch.PlusSeconds(seconds), zone, second);
    }

    private static long WallSeconds(LocalDateTime at) =>
        (Period.DaysBetween(Epoch.Date, at.Date) * 86_400L) + (at.TimeOfDay.TickOfDay / NodaConstants.TicksPerSecond);
}
