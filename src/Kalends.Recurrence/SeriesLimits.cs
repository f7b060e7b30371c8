namespace Kalends.Recurrence;

/// <summary>What <see cref="Series.Check"/> lets pass.</summary>
/// <param name="OccurrencesPerYear">The most instances within any 12 months.</param>
public sealed record SeriesLimits(int OccurrencesPerYear = 100_000);
