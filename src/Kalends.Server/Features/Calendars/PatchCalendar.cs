using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Json;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Calendars;

/// <summary>Changes the members that the body names (RFC 7396).</summary>
internal sealed class PatchCalendar(StorageSet storage, DomainRules rules, RezoneEvents rezone) : WriteCalendar(storage, rules, rezone)
{
    protected override ValueTask<Members> ReadBody(Call call, CalendarView view) => call.ReadPatched(CalendarBody.Element(view, call.UserId));
}
