using System.IO.Pipelines;
using Kalends.Domain.Interchange;
using Kalends.ICalendar;
using Kalends.Storage.Imports;

namespace Kalends.Server.Features.Imports;

/// <summary>One run over one file: components are taken as they arrive, in batches, and the report follows them.</summary>
internal sealed class ImportFile(ImportTools tools, ImportTarget target, Import import)
{
    private readonly FileZones zones = new(tools.Zones, tools.Rules);
    private readonly ImportReport report = new(tools.Imports, tools.Clock, import);
    private readonly WaitingComponents waiting = new();
    private readonly ImportEvents events = new(tools, target, import.IsDryRun);
    private ImportBatch batch = new();

    /// <summary>How far it has come.</summary>
    public Import Import => report.Import;

    /// <summary>Reads the file to its end.</summary>
    /// <returns>Why and where it could not be read any further; null where it could.</returns>
    public async Task<Reading.Refused?> Read(PipeReader file, ParsingLimits limits, CancellationToken cancellation)
    {
        Reading.Refused? stopped = null;
        await foreach (var step in ICalendarReader.ReadAsync(file, limits, cancellation))
        {
            stopped = step switch
            {
                Reading.Refused refused => refused,
                Reading.Began { Head: var head } when !head.IsNamed("VCALENDAR") => new Reading.Refused(1, RefusalReason.Empty),
                _ => null,
            };
            if (stopped is not null) break;
            if (step is Reading.ComponentRead { Component: var component, Line: var line }) await Take(component, line, cancellation);
        }
        await Store(cancellation);
        if (stopped is null) await TakeWaiting(cancellation);
        await report.Finish(stopped is null ? null : $"line {stopped.Line} {FileFaults.Words(stopped.Reason)}", cancellation);
        return stopped;
    }

    private async ValueTask Take(Component component, int line, CancellationToken cancellation)
    {
        if (component.IsNamed("VTIMEZONE")) zones.Add(component);
        else if (!component.IsNamed("VEVENT")) report.Refuse(component, line, (component.Name, "is no event: only VEVENT is taken"));
        else Place(new FileComponent(component, line), isLast: false);
        if (batch.IsFull) await Store(cancellation);
    }

    /// <summary>An event whose time zone was not defined yet waits for the file's end.</summary>
    private void Place(FileComponent file, bool isLast)
    {
        switch (zones.Place(file.Component))
        {
            case ZonedReading.Placed placed: batch.Add(file with { Component = placed.Component }); break;
            case ZonedReading.Unplaceable none:
                report.Refuse(file.Component, file.Line, ("DTSTART", $"is in {none.TzId}, a time zone of the file's own that is like no other, and repeats without end"));
                break;
            case ZonedReading.Unknown unknown when isLast || !waiting.TryAdd(file):
                report.Refuse(file.Component, file.Line, (unknown.Property, $"is in {unknown.TzId}, which is no known time zone, and the file does not define it"));
                break;
        }
    }

    private async Task Store(CancellationToken cancellation)
    {
        var full = batch;
        batch = new ImportBatch();
        if (full.IsEmpty) return;
        foreach (var (file, outcome) in await events.Take(full, areLast: false, cancellation))
        {
            if (outcome is not null) report.Add(file, outcome);
            else if (!waiting.TryAdd(file)) report.Refuse(file.Component, file.Line, ("RECURRENCE-ID", "comes too long before the event that it is an instance of"));
        }
        await report.Save(full.Octets, cancellation);
    }

    /// <summary>What waited for a time zone or for a series has now seen all there is.</summary>
    private async Task TakeWaiting(CancellationToken cancellation)
    {
        foreach (var file in waiting.All.OrderBy(file => file.IsInstance))
        {
            Place(file, isLast: true);
            if (batch.IsFull) await StoreLast(cancellation);
        }
        await StoreLast(cancellation);
        await events.ForgetUnseenInstances(cancellation);
    }

    private async Task StoreLast(CancellationToken cancellation)
    {
        var full = batch;
        batch = new ImportBatch();
        foreach (var (file, outcome) in await events.Take(full, areLast: true, cancellation)) report.Add(file, outcome!);
        await report.Save(full.Octets, cancellation);
    }
}
