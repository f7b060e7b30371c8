using System.Collections.Immutable;

namespace Kalends.Domain.Identity;

/// <summary>View preferences as a client wrote them. A member that is null takes its default.</summary>
public sealed record PreferencesDraft
{
    /// <summary>IANA zone id.</summary>
    public string? TimeZone { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>MO to SU.</summary>
    public string? WeekStart { get; init; }

    /// <summary>Minutes before the start.</summary>
    public ImmutableArray<int>? DefaultReminders { get; init; }

    /// <summary>By day, MO to SU.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<DaySpanDraft>>? WorkingHours { get; init; }

    /// <summary>Holds the draft against all rules. Channels and quiet hours stay as they are in <paramref name="current"/>.</summary>
    public Checked<Preferences> Check(DomainRules rules, Preferences current) => throw new NotSupportedException($"{rules}{current}");
}

/// <summary>A span of the day as a client wrote it, <c>HH:mm</c>.</summary>
public sealed record DaySpanDraft(string? Start, string? End);
