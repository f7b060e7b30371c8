using System.Collections.Immutable;

namespace Kalends.Domain;

/// <summary>Why something asked for is not done. Nothing has changed.</summary>
public abstract record Refusal
{
    private Refusal() { }

    /// <summary>The input breaks rules: by member path (<c>start.dateTime</c>, <c>attendees[3].email</c>), what is wrong.</summary>
    public sealed record Invalid(ImmutableSortedDictionary<string, ImmutableArray<string>> Errors) : Refusal
    {
        /// <summary>One broken rule.</summary>
        public static Invalid Of(string member, string message) =>
            new(ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add(member, [message]));
    }

    /// <summary>There is no such thing, or the caller may not know of it.</summary>
    public sealed record NotFound(string What) : Refusal;

    /// <summary>The caller sees it but may not do this.</summary>
    public sealed record Forbidden(string Why) : Refusal;

    /// <summary>It has changed since the caller read it.</summary>
    public sealed record Stale : Refusal;

    /// <summary>It contradicts what is there.</summary>
    public sealed record Conflicting(string Why) : Refusal;

    /// <summary>The calendar takes no new event.</summary>
    /// <param name="Rule">What a calendar may hold, as a clause.</param>
    public sealed record Full(string Rule) : Refusal;
}
