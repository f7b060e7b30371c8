using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting;

namespace Kalends.Server.Features.Calendars;

/// <summary>What an owner writes about a calendar; a member that is left out has, or goes back to, its default.</summary>
/// <param name="Name">1 to 1,024 characters.</param>
/// <param name="Color">#RRGGBB.</param>
/// <param name="Description">Up to 65,536 characters.</param>
/// <param name="Visibility">public lets any signed-in user view it; private and shared mean the same.</param>
/// <param name="TimeZone">IANA id; the owner's if it is left out.</param>
internal sealed record CalendarContentBody(string Name, string? Color, string? Description, string? Visibility, string? TimeZone);

/// <summary>What an owner changes about a calendar: null goes back to the default.</summary>
internal sealed record CalendarPatchBody(string? Name, string? Color, string? Description, string? Visibility, string? TimeZone);

/// <summary>A calendar as one user sees it.</summary>
internal sealed record CalendarBody
{
    public required string CalendarId { get; init; }

    public required string OwnerId { get; init; }

    public required string Name { get; init; }

    public required string Color { get; init; }

    public required string Description { get; init; }

    /// <summary>public; or else shared, with at least one share, or private.</summary>
    public required string Visibility { get; init; }

    /// <summary>IANA id: where whole days lie, and the zone of event times that name none.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The caller's: owner, edit, view or freebusy.</summary>
    public required string Permission { get; init; }

    /// <summary>Counts the changes; also the ETag.</summary>
    public required long Version { get; init; }

    public required string CreatedAt { get; init; }

    public static CalendarBody From(CalendarView view, UserId caller) => new()
    {
        CalendarId = view.Calendar.Id.ToString(),
        OwnerId = view.Calendar.OwnerId.ToString(),
        Name = view.Calendar.Name,
        Color = view.Calendar.Color,
        Description = view.Calendar.Description,
        Visibility = view.Calendar.IsPublic ? "public" : view.HasShares ? "shared" : "private",
        TimeZone = view.Calendar.TimeZone,
        Permission = view.PermissionOf(caller).Word(),
        Version = view.Calendar.Version,
        CreatedAt = Instants.Format(view.Calendar.CreatedAt),
    };

    public static JsonElement Element(CalendarView view, UserId caller) =>
        JsonSerializer.SerializeToElement(From(view, caller), CalendarJson.Default.CalendarBody);
}

/// <summary>A page of calendars.</summary>
internal sealed record CalendarPage(ImmutableArray<CalendarBody> Items, string? NextPageToken);

/// <summary>Who gets which permission: one of e-mail and user id.</summary>
/// <param name="Email">Of an account here.</param>
/// <param name="UserId">Instead of the address.</param>
/// <param name="Permission">freebusy, view, edit or owner.</param>
internal sealed record GrantBody(string? Email, string? UserId, string Permission);

/// <summary>A share with the person it is for.</summary>
internal sealed record ShareBody(string UserId, string Email, string Name, string Permission, string CreatedAt)
{
    public static ShareBody From(Share share, User grantee) =>
        new(share.UserId.ToString(), grantee.Email.Text, grantee.Name, share.Permission.Word(), Instants.Format(share.CreatedAt));
}

/// <summary>A page of shares.</summary>
internal sealed record SharePage(ImmutableArray<ShareBody> Items, string? NextPageToken);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CalendarContentBody))]
[JsonSerializable(typeof(CalendarPatchBody))]
[JsonSerializable(typeof(CalendarPage))]
[JsonSerializable(typeof(GrantBody))]
[JsonSerializable(typeof(SharePage))]
internal sealed partial class CalendarJson : JsonSerializerContext;
