using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting;
using NodaTime.Text;

namespace Kalends.Server.Features.Users;

/// <summary>A sign-up.</summary>
/// <param name="Email">Unique over all users, without case.</param>
/// <param name="Name">Shown to those this user shares with.</param>
/// <param name="Password">8 to 256 characters.</param>
/// <param name="TimeZone">IANA id; UTC if it is left out.</param>
internal sealed record SignUpBody(string Email, string Name, string Password, string? TimeZone);

/// <summary>A user, as only that user sees it.</summary>
internal sealed record UserBody(string UserId, string Email, string Name, string TimeZone, string CreatedAt)
{
    public PreferencesBody? Preferences { get; init; }

    public static UserBody From(User user) =>
        new(user.Id.ToString(), user.Email.Text, user.Name, user.Preferences.TimeZone, Instants.Format(user.CreatedAt));

    public static UserBody WithPreferences(User user) => From(user) with { Preferences = PreferencesBody.From(user.Preferences) };
}

/// <summary>How a user sees time.</summary>
internal sealed record PreferencesBody
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    /// <summary>IANA id.</summary>
    public required string TimeZone { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Locale { get; init; }

    /// <summary>MO to SU.</summary>
    public required string WeekStart { get; init; }

    /// <summary>Minutes before the start, for events without reminders of their own.</summary>
    public required ImmutableArray<int> DefaultReminders { get; init; }

    /// <summary>By day, MO to SU; a missing day has none.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<DaySpanBody>> WorkingHours { get; init; }

    public static PreferencesBody From(Preferences preferences) => new()
    {
        TimeZone = preferences.TimeZone,
        Locale = preferences.Locale,
        WeekStart = preferences.WeekStart.Word(),
        DefaultReminders = preferences.DefaultReminders,
        WorkingHours = preferences.WorkingHours.ToImmutableSortedDictionary(
            day => day.Key.Word(),
            day => day.Value.Select(span => new DaySpanBody(Minutes.Format(span.Start), Minutes.Format(span.End))).ToImmutableArray(),
            StringComparer.Ordinal),
    };
}

/// <summary>What a user sets; a member that is left out goes back to its default.</summary>
/// <param name="TimeZone">IANA id.</param>
/// <param name="Locale">BCP 47 tag.</param>
/// <param name="WeekStart">MO to SU.</param>
/// <param name="DefaultReminders">Minutes before the start, for events without reminders of their own.</param>
/// <param name="WorkingHours">By day, MO to SU; a missing day has none.</param>
internal sealed record PreferencesContentBody(
    string? TimeZone,
    string? Locale,
    string? WeekStart,
    ImmutableArray<int>? DefaultReminders,
    ImmutableSortedDictionary<string, ImmutableArray<DaySpanBody>>? WorkingHours);

/// <summary>A span of the local day.</summary>
/// <param name="Start">HH:mm, inclusive.</param>
/// <param name="End">HH:mm, exclusive.</param>
internal sealed record DaySpanBody(string Start, string End);

/// <summary>What signs in.</summary>
internal sealed record LogInBody(string Email, string Password);

/// <summary>A session that has begun. The token is told only here.</summary>
internal sealed record SessionBody(string Token, string ExpiresAt, string UserId);

/// <summary>What a new app password is for.</summary>
internal sealed record AppPasswordLabelBody(string Label);

/// <summary>An app password; the password itself is told only when it is made.</summary>
internal sealed record AppPasswordBody(string Id, string Label, string? Password, string CreatedAt);

/// <summary>A page of app passwords.</summary>
internal sealed record AppPasswordPage(ImmutableArray<AppPasswordBody> Items, string? NextPageToken);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignUpBody))]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(PreferencesContentBody))]
[JsonSerializable(typeof(LogInBody))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(AppPasswordLabelBody))]
[JsonSerializable(typeof(AppPasswordPage))]
internal sealed partial class UserJson : JsonSerializerContext;
