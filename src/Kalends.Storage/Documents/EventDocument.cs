using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Storage.Documents;

/// <summary>
/// An event as bytes: 1 id, 2 calendar, 3 UID, 4 organiser, 5 content, 6 each override, 7 each answer, 8 version, 9 revision, 10 created,
/// 11 updated, 12 deleted at, 13 deleted by, 14 moved to, 20 what it remembers for merging. Instants are whole seconds since 1970.
/// </summary>
internal static class EventDocument
{
    public static byte[] Encode(Event @event)
    {
        var writer = new FieldWriter();
        Write(writer, @event);
        return writer.ToArray();
    }

    public static Event Decode(ReadOnlySpan<byte> document) => Read(FieldReader.Open(document));

    internal static void Write(FieldWriter writer, Event @event)
    {
        writer.Identifier(1, @event.Id.Value);
        writer.Integer(2, @event.CalendarId.Value);
        writer.Text(3, @event.ICalUid);
        writer.Integer(4, @event.OrganizerId.Value);
        writer.Content(5, @event.Content);
        foreach (Override part in @event.Overrides) writer.Override(6, part);
        foreach (Answer answer in @event.Answers) writer.Answer(7, answer);
        writer.Integer(8, @event.Version);
        writer.Integer(9, @event.Revision);
        writer.Integer(10, @event.CreatedAt.ToUnixTimeSeconds());
        writer.Integer(11, @event.UpdatedAt.ToUnixTimeSeconds());
        if (@event.Deleted is { } deleted)
        {
            writer.Integer(12, deleted.At.ToUnixTimeSeconds());
            writer.Integer(13, deleted.By.Value);
        }
        if (@event.MovedTo is { } target) writer.Integer(14, target.Value);
        if (@event.Merge is { } record) writer.Bytes(20, MergeDocument.Encode(record, @event));
    }

    internal static Event Read(FieldReader fields)
    {
        (Guid id, long calendar, string uid, long organizer) = (Guid.Empty, 0, "", 0);
        (long version, long revision, long created, long updated) = (0, 0, 0, 0);
        (long? deletedAt, long deletedBy, CalendarId? target) = (null, 0, null);
        EventContent? content = null;
        ReadOnlySpan<byte> merge = default;
        ImmutableArray<Override>.Builder? overrides = null;
        ImmutableArray<Answer>.Builder? answers = null;
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: id = fields.Identifier; break;
                case 2: calendar = fields.Integer; break;
                case 3: uid = fields.Text; break;
                case 4: organizer = fields.Integer; break;
                case 5: content = fields.Content(); break;
                case 6: (overrides ??= ImmutableArray.CreateBuilder<Override>()).Add(fields.Override()); break;
                case 7: (answers ??= ImmutableArray.CreateBuilder<Answer>()).Add(fields.Answer()); break;
                case 8: version = fields.Integer; break;
                case 9: revision = fields.Integer; break;
                case 10: created = fields.Integer; break;
                case 11: updated = fields.Integer; break;
                case 12: deletedAt = fields.Integer; break;
                case 13: deletedBy = fields.Integer; break;
                case 14: target = new CalendarId(fields.Integer); break;
                case 20: merge = fields.Bytes; break;
            }
        var read = new Event
        {
            Id = new EventId(id), CalendarId = new CalendarId(calendar), ICalUid = uid, OrganizerId = new UserId(organizer),
            Content = content ?? throw new StorageException("A stored event has no content."),
            Overrides = overrides?.DrainToImmutable() ?? [], Answers = answers?.DrainToImmutable() ?? [],
            Version = version, Revision = revision,
            CreatedAt = Instant.FromUnixTimeSeconds(created), UpdatedAt = Instant.FromUnixTimeSeconds(updated),
            Deleted = deletedAt is { } at ? new Deletion(Instant.FromUnixTimeSeconds(at), new UserId(deletedBy)) : null,
            MovedTo = target,
        };
        return merge.IsEmpty ? read : read with { Merge = MergeDocument.Decode(merge, read) };
    }
}
