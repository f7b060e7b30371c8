using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Interchange;
using Kalends.ICalendar;
using Kalends.Server.Hosting;
using Kalends.Storage.Imports;

namespace Kalends.Server.Features.Imports;

/// <summary>What has become of a file's components so far.</summary>
internal sealed class ImportReport(IImportStore store, TimeProvider clock, Import import)
{
    private readonly ImmutableArray<ImportItem>.Builder fresh = ImmutableArray.CreateBuilder<ImportItem>();
    private int number;

    public Import Import { get; private set; } = import;

    public void Add(FileComponent file, ComponentOutcome outcome)
    {
        var counts = Import.Counts;
        var item = Item(file.Component, file.Line);
        (item, counts) = outcome switch
        {
            ComponentOutcome.Created made => (item with { Outcome = ImportOutcome.Created, EventId = made.EventId }, counts with { Created = counts.Created + 1 }),
            ComponentOutcome.Updated made => (item with { Outcome = ImportOutcome.Updated, EventId = made.EventId }, counts with { Updated = counts.Updated + 1 }),
            ComponentOutcome.Unchanged made => (item with { Outcome = ImportOutcome.Unchanged, EventId = made.EventId }, counts with { Unchanged = counts.Unchanged + 1 }),
            ComponentOutcome.Refused no => (item with { Errors = Errors(no.Why) }, counts with { Refused = counts.Refused + 1 }),
            _ => throw new InvalidOperationException($"Unknown {outcome}"),
        };
        fresh.Add(item);
        Import = Import with { Counts = counts };
    }

    public void Refuse(Component component, int line, (string Property, string Message) why) =>
        Add(new FileComponent(component, line), new ComponentOutcome.Refused(Refusal.Invalid.Of(why.Property, why.Message)));

    /// <summary>Keeps what is new.</summary>
    public Task Save(long octets, CancellationToken cancellation)
    {
        Import = Import with { Octets = Import.Octets + octets, UpdatedAt = clock.Now() };
        return store.Advance(Import, fresh.DrainToImmutable(), cancellation);
    }

    public Task Finish(string? problem, CancellationToken cancellation)
    {
        Import = Import with { State = problem is null ? ImportState.Finished : ImportState.Failed, Problem = problem };
        return Save(0, cancellation);
    }

    private ImportItem Item(Component component, int line) => new(++number, line, ImportOutcome.Refused)
    {
        Component = component.Name,
        Uid = component.Find("UID")?.AsText(),
        RecurrenceId = component.Find("RECURRENCE-ID")?.RawValue,
    };

    private static ImmutableArray<(string Property, string Message)> Errors(Refusal.Invalid why) =>
        [.. why.Errors.SelectMany(error => error.Value.Select(message => (error.Key, message)))];
}
