using NodaTime;

namespace Kalends.Server.Projecting;

/// <summary>
/// The span for which series are projected. A range view counts on three months back and twelve ahead; a projection reaches a month
/// further, so that each series is rolled forward once a month and not every day.
/// </summary>
internal static class ProjectionWindow
{
    private const int MonthsBack = 3;
    private const int MonthsAhead = 12;

    /// <summary>How far ahead notifications are materialised.</summary>
    public static Duration NotificationHorizon { get; } = Duration.FromHours(48);

    /// <summary>Where a series that is projected now is expanded, from midnight to midnight UTC.</summary>
    public static Interval Around(Instant now) => new(Midnight(now, -MonthsBack), Midnight(now, MonthsAhead + 1));

    /// <summary>A projection that ends before this is to be made again.</summary>
    public static Instant DueBefore(Instant now) => Midnight(now, MonthsAhead);

    private static Instant Midnight(Instant now, int months) => now.InUtc().Date.PlusMonths(months).AtMidnight().InUtc().ToInstant();
}
