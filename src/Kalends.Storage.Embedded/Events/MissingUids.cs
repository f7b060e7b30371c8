using Kalends.Storage.Documents;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Events;

/// <summary>Fills in the UIDs of events that were stored before UIDs had a column; the document has always held them.</summary>
internal static class MissingUids
{
    private const int AtOnce = 1_000;
    private static readonly Sql Select = new("SELECT event_key, document FROM events WHERE ical_uid IS NULL LIMIT ?1");
    private static readonly Sql Update = new("UPDATE events SET ical_uid = ?2 WHERE event_key = ?1");

    /// <summary>Whether there may be more.</summary>
    public static bool AddSome(Connection connection)
    {
        List<(long Key, string Uid)> some = [];
        using (Statement rows = connection.Use(Select).Bind(1, AtOnce))
            while (rows.Step()) some.Add((rows.Integer(0), EventDocument.Decode(rows.Bytes(1)).ICalUid));
        foreach ((long key, string uid) in some) connection.Use(Update).Bind(1, key).Bind(2, uid).Run();
        return some.Count == AtOnce;
    }
}
