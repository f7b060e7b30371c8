using System.Collections.Immutable;
using System.Globalization;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Storage.Documents;

/// <summary>A history entry as bytes: 1 version, 2 at, 3 by, 4 action, 5 scope, 6 each changed member, 7 the event after it,
/// 20 the stamp of an offline edit, 21 what it lost: its own parts, 22 those that it displaced, as "version path".</summary>
internal static class HistoryDocument
{
    public static byte[] Encode(HistoryEntry entry)
    {
        var writer = new FieldWriter();
        writer.Integer(1, entry.Version);
        writer.Integer(2, entry.At.ToUnixTimeSeconds());
        writer.Integer(3, entry.By.Value);
        writer.Integer(4, (int)entry.Action);
        writer.Integer(5, (int)entry.Scope);
        foreach (string member in entry.Changed) writer.Text(6, member);
        int begun = writer.Begin(7);
        EventDocument.Write(writer, entry.After);
        writer.End(begun);
        if (entry.Offline is not { } note) return writer.ToArray();
        writer.Text(20, note.Operation.ToString());
        foreach (LostPart lost in note.Lost)
            writer.Text(lost.IsOwn ? 21 : 22, string.Create(CultureInfo.InvariantCulture, $"{lost.KeptIn} {lost.Path}"));
        return writer.ToArray();
    }

    public static HistoryEntry Decode(ReadOnlySpan<byte> document)
    {
        FieldReader fields = FieldReader.Open(document);
        (long version, long at, long by, HistoryAction action, EditScope scope) = (0, 0, 0, default, default);
        var changed = ImmutableArray.CreateBuilder<string>();
        Event? after = null;
        Stamp? operation = null;
        var lost = ImmutableArray.CreateBuilder<LostPart>();
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: version = fields.Integer; break;
                case 2: at = fields.Integer; break;
                case 3: by = fields.Integer; break;
                case 4: action = (HistoryAction)fields.Integer; break;
                case 5: scope = (EditScope)fields.Integer; break;
                case 6: changed.Add(fields.Text); break;
                case 7: after = EventDocument.Read(fields.Record); break;
                case 20: operation = Stamp.TryRead(fields.Text, out Stamp stamp) ? stamp : throw new StorageException("A stored stamp is damaged."); break;
                case 21 or 22: lost.Add(Lost(fields.Text, isOwn: fields.Number == 21)); break;
            }
        return new HistoryEntry
        {
            Version = version, At = Instant.FromUnixTimeSeconds(at), By = new UserId(by), Action = action, Scope = scope,
            Changed = changed.DrainToImmutable(),
            After = after ?? throw new StorageException("A stored history entry has no event."),
            Offline = operation is { } made ? new OfflineNote(made, lost.DrainToImmutable()) : null,
        };
    }

    private static LostPart Lost(string text, bool isOwn)
    {
        int space = text.IndexOf(' ');
        return new LostPart(text[(space + 1)..], isOwn, long.Parse(text.AsSpan(0, space), CultureInfo.InvariantCulture));
    }
}
