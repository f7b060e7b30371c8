using System.Collections.Immutable;
using CsCheck;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Storage.Tests.Documents;

/// <summary>Events with every member filled, or not, by chance.</summary>
internal static class EventGen
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Const(""), Gen.String[Gen.Char.AlphaNumeric, 0, 40],
        Gen.String[Gen.Char['\u0020', '\u2fff'], 0, 300], Gen.Const("𝄞 ☂ é\r\n\t"));

    private static readonly string[] Zones = ["Europe/Zurich", "UTC", "America/Argentina/Buenos_Aires"];

    private static readonly Gen<long> Id = Gen.Long[1, long.MaxValue];

    private static readonly Gen<Instant> At = Gen.Long[-62135596800, 253402300799].Select(Instant.FromUnixTimeSeconds);

    private static readonly Gen<LocalDateTime> Wall = At.Select(at => at.InUtc().LocalDateTime);

    private static readonly Gen<EventTime> Time = Gen.OneOf(
        Wall.Select(wall => (EventTime)new EventTime.Day(wall.Date)),
        Gen.Select(Wall, Gen.Int[0, 2].Select(zone => Zones[zone]), Gen.Bool)
            .Select((wall, zone, second) => (EventTime)new EventTime.Moment(wall, zone, second)));

    private static readonly Gen<Attendee> Attendee =
        Gen.Select(Text, Id.Nullable(), Maybe(Text), Gen.Enum<ResponseStatus>(), Gen.Bool).Select((email, user, name, response, optional) =>
            new Attendee(new EmailAddress(email), user is { } id ? new UserId(id) : null, name, response, optional));

    private static readonly Gen<EventContent> Content = Gen.Select(
        Gen.Select(Text, Text, Text), Gen.Select(Time, Time), Text.Array[0, 3], Attendee.Array[0, 3],
        Gen.Select(Gen.Enum<EventStatus>(), Gen.Enum<Transparency>(), Gen.Enum<Visibility>(), Maybe(Text)))
        .Select((texts, times, recurrence, attendees, kinds) => new EventContent
        {
            Title = texts.Item1, Description = texts.Item2, Location = texts.Item3, Start = times.Item1, End = times.Item2,
            Recurrence = [.. recurrence], Attendees = [.. attendees],
            Status = kinds.Item1, Transparency = kinds.Item2, Visibility = kinds.Item3,
            Carried = kinds.Item4,
        });

    private static readonly Gen<Override> Override = Gen.Select(
        Time, Gen.Select(Maybe(Text), Maybe(Text), Maybe(Text)), Gen.Select(Maybe(Time), Maybe(Time)), Attendee.Array[0, 2].Select(Maybe),
        Gen.Select(Gen.Enum<EventStatus>().Nullable(), Gen.Enum<Transparency>().Nullable(), Gen.Enum<Visibility>().Nullable(), Maybe(Text)))
        .Select((original, texts, times, attendees, kinds) => new Override(original)
        {
            Title = texts.Item1, Description = texts.Item2, Location = texts.Item3, Start = times.Item1, End = times.Item2,
            Attendees = attendees, Status = kinds.Item1, Transparency = kinds.Item2, Visibility = kinds.Item3,
            Carried = kinds.Item4,
        });

    private static readonly Gen<Answer> Answer = Gen.Select(Text, Time, Gen.Enum<ResponseStatus>())
        .Select((email, original, response) => new Answer(new EmailAddress(email), original, response));

    public static readonly Gen<Event> Event = Gen.Select(
        Gen.Select(Gen.Guid, Id, Text, Id), Content, Override.Array[0, 3], Answer.Array[0, 2],
        Gen.Select(Id, Id, At, At), Gen.Select(At, Id).Nullable(), Id.Nullable())
        .Select((ids, content, overrides, answers, counts, deleted, target) => new Event
        {
            Id = new EventId(ids.Item1), CalendarId = new CalendarId(ids.Item2), ICalUid = ids.Item3, OrganizerId = new UserId(ids.Item4),
            Content = content, Overrides = [.. overrides], Answers = [.. answers],
            Version = counts.Item1, Revision = counts.Item2, CreatedAt = counts.Item3, UpdatedAt = counts.Item4,
            Deleted = deleted is { } gone ? new Deletion(gone.Item1, new UserId(gone.Item2)) : null,
            MovedTo = target is { } id ? new CalendarId(id) : null,
        });

    private static Gen<T?> Maybe<T>(Gen<T> gen) where T : class => Gen.OneOf(gen.Select(value => (T?)value), Gen.Const((T?)null));

    private static ImmutableArray<Attendee>? Maybe(Attendee[] attendees) => attendees.Length == 2 ? null : [.. attendees];
}
