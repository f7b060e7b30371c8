using System.Collections.Immutable;
using NodaTime;

namespace Kalends.Domain.Identity;

/// <summary>The words of the API for days of the week, those of RFC 5545.</summary>
public static class WeekdayWords
{
    private static readonly ImmutableArray<string> Words = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary><c>MO</c>, …</summary>
    public static string Word(this IsoDayOfWeek day) => Words[(int)day - 1];

    /// <summary>The day that the word names, or null.</summary>
    public static IsoDayOfWeek? Read(string word) => Words.IndexOf(word) switch
    {
        < 0 => null,
        var index => (IsoDayOfWeek)(index + 1),
    };
}
