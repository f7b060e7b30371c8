using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Interchange;
using Kalends.ICalendar;
using NodaTime.TimeZones;

namespace Kalends.Domain.Tests.Interchange;

/// <summary>A calendar that files are read into, as the server does it, without a server.</summary>
internal sealed class ReadIn(string calendarZone = Given.Zone)
{
    private static readonly ZoneResolver Zones = new(TzdbDateTimeZoneSource.Default);
    private int made;

    internal Dictionary<string, Event> Events { get; } = [];

    internal EditContext Edit { get; init; } = new(Given.Owner, calendarZone);

    internal static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "ics", file));

    internal static Component Parse(string text) =>
        Assert.Single(Assert.IsType<ParseResult.Parsed>(ICalendarText.Parse(text)).Objects);

    /// <summary>Lines of one VEVENT as a file.</summary>
    internal static string Vevent(params string[] lines) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:20260101T000000Z\r\n{string.Join("\r\n", lines)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    internal List<ComponentOutcome> Read(string text) => Read(Parse(text).Components);

    internal List<ComponentOutcome> Read(IEnumerable<Component> components)
    {
        var zones = new FileZones(Zones, Given.Rules);
        foreach (var zone in components.Where(c => c.IsNamed("VTIMEZONE"))) zones.Add(zone);
        return
        [
            .. components.Where(c => c.IsNamed("VEVENT"))
                .Select(c => new FileComponent(Assert.IsType<ZonedReading.Placed>(zones.Place(c)).Component, 1))
                .GroupBy(file => file.Component.Find("UID")!.Value.AsText())
                .SelectMany(group => Take(group.Key, [.. group.OrderBy(file => file.IsInstance)])),
        ];
    }

    internal Event Only() => Assert.Single(Events.Values);

    internal IEnumerable<Component> Export() => Events.Values.SelectMany(e => new EventComponents(Given.Rules, calendarZone).Of(e));

    private ImmutableArray<ComponentOutcome> Take(string uid, FileComponent[] files)
    {
        var import = new ImportEvent(Edit, Events.GetValueOrDefault(uid), [.. files])
        {
            NewId = Given.Id(++made),
            Calendar = Given.CalendarId,
            ICalUid = uid,
        };
        var decision = import.Decide(Given.Rules, Given.Now);
        if (decision.Change is { } change) Events[uid] = change.After;
        return decision.Outcomes;
    }
}
