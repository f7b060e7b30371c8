using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>Who takes part where, and the time in which to look for it.</summary>
internal static class ParticipationRows
{
    private static readonly Sql Insert = new(
        """
        INSERT INTO participations
            (user_id, event_key, calendar_id, event_id, response, first_start, last_end, longest, first_face, last_face)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """);
    private static readonly Sql Delete = new("DELETE FROM participations WHERE event_key = ?1");
    private static readonly Sql Select = new(
        "SELECT calendar_id, event_id, response FROM participations WHERE user_id = ?1 ORDER BY calendar_id, event_id");

    public static void Replace(Connection connection, long eventKey, Projection projection, FaceRange faces)
    {
        Remove(connection, eventKey);
        if (projection.Participations.IsEmpty) return;
        (long first, long last, long longest) = Extent(projection.Occurrences);
        foreach (Participation participation in projection.Participations)
            connection.Use(Insert).Bind(1, participation.UserId.Value).Bind(2, eventKey).Bind(3, participation.CalendarId.Value)
                .Bind(4, participation.EventId.Value).Bind(5, (long?)participation.Response).Bind(6, first).Bind(7, last).Bind(8, longest)
                .Bind(9, faces.First).Bind(10, faces.Last).Run();
    }

    public static void Remove(Connection connection, long eventKey) => connection.Use(Delete).Bind(1, eventKey).Run();

    public static ImmutableArray<Participation> List(Connection connection, UserId user)
    {
        var participations = ImmutableArray.CreateBuilder<Participation>();
        using Statement rows = connection.Use(Select).Bind(1, user.Value);
        while (rows.Step())
            participations.Add(new Participation(
                user, new CalendarId(rows.Integer(0)), new EventId(rows.Identifier(1)), (ResponseStatus?)rows.OptionalInteger(2)));
        return participations.DrainToImmutable();
    }

    private static (long First, long Last, long Longest) Extent(ImmutableArray<Occurrence> occurrences)
    {
        (long first, long last, long longest) = (long.MaxValue, long.MinValue, 0);
        foreach (Occurrence occurrence in occurrences)
        {
            (long start, long end) = (occurrence.Times.Start.ToUnixTimeSeconds(), occurrence.Times.End.ToUnixTimeSeconds());
            (first, last, longest) = (Math.Min(first, start), Math.Max(last, end), Math.Max(longest, end - start));
        }
        return (first, last, longest);
    }
}
