using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Storage.Imports;
using NodaTime;

namespace Kalends.Storage.Documents;

/// <summary>
/// An import as bytes: 1 id, 2 user, 3 calendar, 4 dry run, 5 state, 6 created, 7 updated, 8 unchanged, 9 refused, 10 octets, 11 started,
/// 12 last sign of life, 13 problem.
/// </summary>
internal static class ImportDocument
{
    public static byte[] Encode(Import import)
    {
        var writer = new FieldWriter();
        writer.Identifier(1, import.Id);
        writer.Integer(2, import.UserId.Value);
        writer.Integer(3, import.CalendarId.Value);
        writer.Flag(4, import.IsDryRun);
        writer.Integer(5, (int)import.State);
        writer.Integer(6, import.Counts.Created);
        writer.Integer(7, import.Counts.Updated);
        writer.Integer(8, import.Counts.Unchanged);
        writer.Integer(9, import.Counts.Refused);
        writer.Integer(10, import.Octets);
        writer.Integer(11, import.StartedAt.ToUnixTimeSeconds());
        writer.Integer(12, import.UpdatedAt.ToUnixTimeSeconds());
        writer.Text(13, import.Problem);
        return writer.ToArray();
    }

    public static Import Decode(ReadOnlySpan<byte> document)
    {
        FieldReader fields = FieldReader.Open(document);
        var import = new Import { Id = Guid.Empty, UserId = default, CalendarId = default, StartedAt = default, UpdatedAt = default };
        while (fields.Next())
            import = fields.Number switch
            {
                1 => import with { Id = fields.Identifier },
                2 => import with { UserId = new UserId(fields.Integer) },
                3 => import with { CalendarId = new CalendarId(fields.Integer) },
                4 => import with { IsDryRun = fields.Integer != 0 },
                5 => import with { State = (ImportState)fields.Integer },
                6 => import with { Counts = import.Counts with { Created = (int)fields.Integer } },
                7 => import with { Counts = import.Counts with { Updated = (int)fields.Integer } },
                8 => import with { Counts = import.Counts with { Unchanged = (int)fields.Integer } },
                9 => import with { Counts = import.Counts with { Refused = (int)fields.Integer } },
                10 => import with { Octets = fields.Integer },
                11 => import with { StartedAt = Instant.FromUnixTimeSeconds(fields.Integer) },
                12 => import with { UpdatedAt = Instant.FromUnixTimeSeconds(fields.Integer) },
                13 => import with { Problem = fields.Text },
                _ => import,
            };
        return import;
    }
}
