using System.Collections.Immutable;

namespace Kalends.Domain;

/// <summary>Collects what is wrong with an input, by member path, so that a client learns of all of it at once.</summary>
public sealed class InputErrors
{
    private readonly Dictionary<string, ImmutableArray<string>> found = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => found.Count > 0;

    /// <summary>Notes one broken rule.</summary>
    /// <param name="member">Such as <c>attendees[3].email</c>.</param>
    /// <param name="message">A sentence for the person who wrote the input.</param>
    public void Add(string member, string message) =>
        found[member] = found.TryGetValue(member, out var earlier) ? earlier.Add(message) : [message];

    /// <summary>All that was noted.</summary>
    public Refusal.Invalid ToRefusal() => new(found.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>The value if nothing is wrong. It is only asked for then.</summary>
    internal Checked<T> Or<T>(Func<T> value) => Any ? new Checked<T>.Refused(ToRefusal()) : new Checked<T>.Accepted(value());
}
