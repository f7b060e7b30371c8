using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Load.Data;

/// <summary>A kind of recurring event.</summary>
/// <param name="Share">Of all recurring events, in per cent.</param>
/// <param name="Rule">The RRULE for a first start; <c>UNTIL</c> in UTC is left to <see cref="LastsDays"/>.</param>
internal sealed record SeriesKind(int Share, Func<LocalDate, string> Rule)
{
    private static readonly string[] Days = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>Adds an <c>UNTIL</c> so many days after the start.</summary>
    public int? LastsDays { get; init; }

    /// <summary>Where instances lie a fixed number of days apart, that number: such series get exceptions.</summary>
    public int? StepDays { get; init; }

    public static IReadOnlyList<SeriesKind> All { get; } =
    [
        new(21, day => $"FREQ=WEEKLY;BYDAY={Two(day)}"),
        new(20, day => $"FREQ=WEEKLY;BYDAY={Days[(int)day.DayOfWeek]}") { StepDays = 7 },
        new(15, day => $"FREQ=DAILY;COUNT={8 + (day.Day / 2)}") { StepDays = 1 },
        new(10, _ => "FREQ=WEEKLY;INTERVAL=2") { StepDays = 14, LastsDays = 182 },
        new(5, _ => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR") { LastsDays = 91 },
        new(8, day => $"FREQ=MONTHLY;BYDAY={1 + ((day.Day - 1) / 7 % 4)}{Days[(int)day.DayOfWeek]}"),
        new(7, day => $"FREQ=MONTHLY;BYMONTHDAY={day.Day}"),
        new(5, _ => "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        new(5, _ => "FREQ=YEARLY"),
        new(2, _ => "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        new(2, _ => "FREQ=HOURLY;INTERVAL=6;COUNT=12"),
    ];

    public static SeriesKind Of(Draw draw)
    {
        int point = draw.Below(All.Sum(kind => kind.Share));
        foreach (SeriesKind kind in All)
        {
            if (point < kind.Share)
                return kind;
            point -= kind.Share;
        }

        throw new InvalidOperationException("the shares do not cover the draw");
    }

    public string Line(ZonedDateTime start)
    {
        string rule = "RRULE:" + Rule(start.Date);
        return LastsDays is { } days
            ? rule + ";UNTIL=" + InstantPattern.Create("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
                .Format(start.ToInstant() + Duration.FromDays(days))
            : rule;
    }

    private static string Two(LocalDate day)
    {
        int first = (int)day.DayOfWeek;
        return $"{Days[first]},{Days[((first + 1) % 7) + 1]}";
    }
}
