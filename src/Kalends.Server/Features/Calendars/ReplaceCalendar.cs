using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Json;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Replaces what the owner writes about a calendar; what is left out goes back to its default.</summary>
internal sealed class ReplaceCalendar(StorageSet storage, DomainRules rules, RezoneEvents rezone) : WriteCalendar(storage, rules, rezone)
{
    protected override ValueTask<Members> ReadBody(Call call, CalendarView view) => call.ReadBody();
}
