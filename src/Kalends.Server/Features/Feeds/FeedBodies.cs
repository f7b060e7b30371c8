using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting;
using Kalends.Storage.Calendars;

namespace Kalends.Server.Features.Feeds;

/// <summary>What a feed is to show, and what it is for.</summary>
/// <param name="Permission">freebusy or view.</param>
/// <param name="Label">Up to 1,024 characters.</param>
internal sealed record FeedDraftBody(string Permission, string? Label);

/// <summary>A secret address of a calendar.</summary>
/// <param name="FeedId">Names it when it is revoked.</param>
/// <param name="Permission">freebusy or view.</param>
/// <param name="Label">As its maker wrote it.</param>
/// <param name="Path">The address, on this server; shown once, when it is made.</param>
/// <param name="CreatedAt">UTC.</param>
internal sealed record FeedBody(string FeedId, string Permission, string Label, string? Path, string CreatedAt)
{
    public static FeedBody From(FeedLink link, FeedSecret? secret) =>
        new(link.Id.ToString(), link.Permission.Word(), link.Label, secret?.Path, Instants.Format(link.CreatedAt));
}

/// <summary>A page of feeds.</summary>
internal sealed record FeedPage(ImmutableArray<FeedBody> Items, string? NextPageToken);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedDraftBody))]
[JsonSerializable(typeof(FeedBody))]
[JsonSerializable(typeof(FeedPage))]
internal sealed partial class FeedJson : JsonSerializerContext;
