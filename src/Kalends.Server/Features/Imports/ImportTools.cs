using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.ICalendar;
using Kalends.Server.Hosting;
using Kalends.Server.Projecting;
using Kalends.Storage.Events;
using Kalends.Storage.Imports;
using Kalends.Storage.Users;

namespace Kalends.Server.Features.Imports;

/// <summary>What imports are made with.</summary>
internal sealed record ImportTools(DomainRules Rules, ZoneResolver Zones, IEventStore Events)
{
    public required IUserStore Users { get; init; }

    public required IImportStore Imports { get; init; }

    public required CommitEvents Commit { get; init; }

    public required ImportedIds Ids { get; init; }

    public required TimeProvider Clock { get; init; }
}

/// <summary>Where a file goes, and who reads it in.</summary>
internal sealed record ImportTarget(Calendar Calendar, Caller Caller, IdSource NewIds);
