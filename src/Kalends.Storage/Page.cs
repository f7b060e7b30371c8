using System.Collections.Immutable;

namespace Kalends.Storage;

/// <summary>Part of a list that is read with a key to continue after.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="HasMore">Whether something follows the last item.</param>
public sealed record Page<T>(ImmutableArray<T> Items, bool HasMore);
