using System.Collections.Immutable;

namespace Kalends.Domain.Calendars;

/// <summary>The words of the API for permissions.</summary>
public static class PermissionWords
{
    private static readonly ImmutableArray<string> Words = ["none", "freebusy", "view", "edit", "owner"];

    /// <summary><c>freebusy</c>, …</summary>
    public static string Word(this Permission permission) => Words[(int)permission];

    /// <summary>The permission that may be granted under the word, or null.</summary>
    public static Permission? Read(string? word) => word is null ? null : Words.IndexOf(word) switch
    {
        < (int)Permission.FreeBusy => null,
        var index => (Permission)index,
    };
}
