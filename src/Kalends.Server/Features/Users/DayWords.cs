using System.Collections.Immutable;
using NodaTime;

namespace Kalends.Server.Features.Users;

/// <summary>Days of the week as the contract writes them.</summary>
internal static class DayWords
{
    private static readonly ImmutableArray<string> Words = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public static string Word(this IsoDayOfWeek day) => Words[(int)day - (int)IsoDayOfWeek.Monday];
}
