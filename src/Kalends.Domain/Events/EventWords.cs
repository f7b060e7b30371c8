using System.Collections.Immutable;

namespace Kalends.Domain.Events;

/// <summary>The words of the API for the values of enums.</summary>
public static class EventWords
{
    /// <summary><c>confirmed</c>, …</summary>
    public static ImmutableArray<string> Statuses { get; } = ["confirmed", "tentative", "cancelled"];

    /// <summary><c>opaque</c>, …</summary>
    public static ImmutableArray<string> Transparencies { get; } = ["opaque", "transparent"];

    /// <summary><c>default</c>, …</summary>
    public static ImmutableArray<string> Visibilities { get; } = ["default", "private", "public"];

    /// <summary><c>needsAction</c>, …</summary>
    public static ImmutableArray<string> Responses { get; } = ["needsAction", "accepted", "declined", "tentative"];

    private static readonly ImmutableArray<string> Actions = ["created", "updated", "deleted", "restored", "moved", "merged"];
    private static readonly ImmutableArray<string> Scopes = ["all", "this", "following"];

    /// <summary>The word of a status.</summary>
    public static string Word(this EventStatus status) => Statuses[(int)status];

    /// <summary>The word of a transparency.</summary>
    public static string Word(this Transparency transparency) => Transparencies[(int)transparency];

    /// <summary>The word of a visibility.</summary>
    public static string Word(this Visibility visibility) => Visibilities[(int)visibility];

    /// <summary>The word of an answer.</summary>
    public static string Word(this ResponseStatus response) => Responses[(int)response];

    /// <summary>The word of an action.</summary>
    public static string Word(this HistoryAction action) => Actions[(int)action];

    /// <summary>The word of a scope.</summary>
    public static string Word(this EditScope scope) => Scopes[(int)scope];

    /// <summary>The scope that a word names, or null; none given means all.</summary>
    public static EditScope? ReadScope(string? word) => word is null ? EditScope.All : Read<EditScope>(Scopes, word);

    /// <summary>The answer that a word names, or null.</summary>
    public static ResponseStatus? ReadResponse(string? word) => Read<ResponseStatus>(Responses, word);

    internal static T? Read<T>(ImmutableArray<string> words, string? word) where T : struct, Enum
    {
        var index = word is null ? -1 : words.IndexOf(word);
        return index < 0 ? null : (T)Enum.ToObject(typeof(T), index);
    }
}
