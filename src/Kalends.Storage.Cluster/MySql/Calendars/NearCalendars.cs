using System.Globalization;
using Kalends.Domain.Calendars;
using Kalends.Storage.Calendars;
using Kalends.Storage.Cluster.MySql.Shards;

namespace Kalends.Storage.Cluster.MySql.Calendars;

/// <summary>Calendars as their owners see them, where both lie in one slot, as nearly all do: many are read together.</summary>
internal sealed class NearCalendars(SlotMaps maps)
{
    private const string Select =
        $"""
        SELECT {CalendarRows.Columns}, {CalendarRows.HasShares} FROM calendar_directory d
        JOIN calendars c ON c.slot = d.slot AND c.owner_id = d.owner_id AND c.calendar_id = d.calendar_id
        """;

    private readonly RowsTogether<CalendarId, CalendarView> together = new(maps, new RowsQuery<CalendarId, CalendarView>(
        Select, row => new CalendarView(row.Calendar(), row.GetInt32(CalendarRows.Count) != 0, Permission.None), view => view.Calendar.Id)
    {
        Slot = Slot.Of,
        Where = key => string.Create(CultureInfo.InvariantCulture, $"(d.slot = {Slot.Of(key).Number} AND d.calendar_id = {key.Value})"),
    });

    /// <summary>Null where it is to be asked for alone: it is another's, lies elsewhere, or is not there.</summary>
    public async Task<CalendarView?> FindOwn(CalendarSight sight, CancellationToken cancellation) =>
        await together.TryRead(sight.Calendar, cancellation) is [var view] && view.Calendar.OwnerId == sight.Caller ? view : null;
}
