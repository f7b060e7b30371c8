using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kalends.Server.Hosting;
using Kalends.Storage.Imports;
using NodaTime;

namespace Kalends.Server.Features.Imports;

/// <summary>How far an import has come, or what came of it.</summary>
internal sealed record ImportBody(string ImportId, string CalendarId)
{
    private static readonly Duration LongestSilence = Duration.FromMinutes(2);
    private static readonly ImmutableArray<string> States = ["running", "finished", "failed"];

    /// <summary>Whether nothing was stored.</summary>
    public required bool DryRun { get; init; }

    /// <summary>running, finished, failed; or interrupted, where it has not been heard of for two minutes: sending the file again goes on.</summary>
    public required string State { get; init; }

    public required int Created { get; init; }

    public required int Updated { get; init; }

    public required int Unchanged { get; init; }

    public required int Refused { get; init; }

    /// <summary>Octets of components that were taken so far.</summary>
    public required long Octets { get; init; }

    public required string StartedAt { get; init; }

    public required string UpdatedAt { get; init; }

    /// <summary>Why the file could not be read to its end.</summary>
    public string? Problem { get; init; }

    public static ImportBody From(Import import, Instant now) => new(import.Id.ToString(), import.CalendarId.ToString())
    {
        DryRun = import.IsDryRun,
        State = import.State == ImportState.Running && now - import.UpdatedAt > LongestSilence ? "interrupted" : States[(int)import.State],
        Created = import.Counts.Created,
        Updated = import.Counts.Updated,
        Unchanged = import.Counts.Unchanged,
        Refused = import.Counts.Refused,
        Octets = import.Octets,
        StartedAt = Instants.Format(import.StartedAt),
        UpdatedAt = Instants.Format(import.UpdatedAt),
        Problem = import.Problem,
    };
}

/// <summary>What became of one component of a file.</summary>
/// <param name="Line">Of its BEGIN.</param>
/// <param name="Component">VEVENT, mostly.</param>
/// <param name="Outcome">created, updated, unchanged or refused.</param>
internal sealed record ImportItemBody(int Line, string Component, string Outcome)
{
    public string? Uid { get; init; }

    /// <summary>As it was written, of an instance.</summary>
    public string? RecurrenceId { get; init; }

    public string? EventId { get; init; }

    /// <summary>Of what was refused: by property, what is wrong.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Errors { get; init; }

    public static ImmutableArray<string> Outcomes { get; } = ["created", "updated", "unchanged", "refused"];

    public static ImportItemBody From(ImportItem item) => new(item.Line, item.Component, Outcomes[(int)item.Outcome])
    {
        Uid = item.Uid,
        RecurrenceId = item.RecurrenceId,
        EventId = item.EventId?.ToString(),
        Errors = item.Errors.IsEmpty ? null : item.Errors.GroupBy(error => error.Property, error => error.Message, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal),
    };
}

/// <summary>A page of items.</summary>
internal sealed record ImportItemPage(ImmutableArray<ImportItemBody> Items, string? NextPageToken);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImportBody))]
[JsonSerializable(typeof(ImportItemPage))]
internal sealed partial class ImportJson : JsonSerializerContext;
