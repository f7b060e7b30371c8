using System.Collections.Immutable;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Storage.Imports;

/// <summary>
/// What imports have come to, sharded by the user who reads the file in. It only tells of the work; that a repeat makes nothing twice rests
/// on the events.
/// </summary>
public interface IImportStore
{
    /// <summary>Keeps the import as it begins, and forgets what an earlier one of the same id came to.</summary>
    Task Begin(Import import, CancellationToken cancellation);

    /// <summary>Keeps the import's newest state and adds items, which have numbers that no earlier ones have.</summary>
    Task Advance(Import import, ImmutableArray<ImportItem> items, CancellationToken cancellation);

    /// <summary>The user's import, or null.</summary>
    Task<Import?> Find(UserId user, Guid id, CancellationToken cancellation);

    /// <summary>The items of an import behind a number, by number.</summary>
    Task<Page<ImportItem>> ReadItems(Import import, int after, int limit, CancellationToken cancellation);

    /// <summary>Forgets imports, and their items, that last changed before the instant.</summary>
    Task RemoveBefore(Instant before, CancellationToken cancellation);
}
