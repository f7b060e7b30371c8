using System.Text;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting;

namespace Kalends.Server.Features.Imports;

/// <summary>
/// Ids of imported events follow from calendar and UID: two imports of one file at the same time, or one that is repeated because its
/// answer got lost, want to make the same event, and the store lets only one of them.
/// </summary>
internal sealed class ImportedIds(ServerSecret secret)
{
    private readonly byte[] key = secret.DeriveKey("imported-events");

    public EventId Of(CalendarId calendar, string uid) =>
        new(IdSource.Derived(key, Encoding.UTF8.GetBytes($"{calendar} {uid}")).NextGuid());
}
