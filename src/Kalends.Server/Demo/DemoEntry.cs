using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Server.Demo;

/// <summary>One event of the made-up year, in <c>year.json</c>.</summary>
/// <param name="Calendar">Key of a calendar.</param>
/// <param name="Title">What it is.</param>
/// <param name="Day">Days from the Monday of this week.</param>
internal sealed record DemoEntry(string Calendar, string Title, int Day)
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss");

    /// <summary>Of the wall clock, <c>HH:mm</c>; null for whole days.</summary>
    public string? Time { get; init; }

    public int Minutes { get; init; }

    public int Days { get; init; } = 1;

    /// <summary>Where it is not the calendar's.</summary>
    public string? Zone { get; init; }

    public string? Rule { get; init; }

    /// <summary>Days, counted as <see cref="Day"/> is, on which it does not take place.</summary>
    public ImmutableArray<int>? Skip { get; init; }

    public string? Location { get; init; }

    public string? Description { get; init; }

    public string? Transparency { get; init; }

    public string? Visibility { get; init; }

    /// <summary>Keys of people.</summary>
    public ImmutableArray<string>? Guests { get; init; }

    public EventDraft ToDraft(LocalDate monday, Func<string, EmailAddress> addressOf)
    {
        var first = monday.PlusDays(Day);
        return new EventDraft
        {
            Title = Title,
            Description = Description,
            Location = Location,
            Start = Time is null ? Whole(first) : At(first, 0),
            End = Time is null ? Whole(first.PlusDays(Days)) : At(first, Minutes),
            Recurrence = Rule is null ? null : [Rule, .. (Skip ?? []).Select(day => Exclude(monday.PlusDays(day)))],
            Transparency = Transparency,
            Visibility = Visibility,
            Attendees = Guests is { } guests ? [.. guests.Select(guest => new AttendeeDraft(addressOf(guest).Text))] : null,
        };
    }

    private static EventTimeDraft Whole(LocalDate date) => new(Date: LocalDatePattern.Iso.Format(date));

    private EventTimeDraft At(LocalDate date, int minutes) => new(Wall.Format(On(date).PlusMinutes(minutes)), Zone);

    private string Exclude(LocalDate date) => "EXDATE:" + On(date).ToString("uuuuMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private LocalDateTime On(LocalDate date) => date + LocalTimePattern.CreateWithInvariantCulture("HH':'mm").Parse(Time!).Value;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImmutableArray<DemoEntry>))]
internal sealed partial class DemoJson : JsonSerializerContext;
