using Kalends.Domain.Events;
using Kalends.Storage.Imports;

namespace Kalends.Storage.Documents;

/// <summary>
/// An import's item as bytes: 1 number, 2 line, 3 outcome, 4 component, 5 UID, 6 recurrence id, 7 event, 8 each error (1 property,
/// 2 message).
/// </summary>
internal static class ImportItemDocument
{
    public static byte[] Encode(ImportItem item)
    {
        var writer = new FieldWriter();
        writer.Integer(1, item.Number);
        writer.Integer(2, item.Line);
        writer.Integer(3, (int)item.Outcome);
        writer.Text(4, item.Component);
        writer.Text(5, item.Uid);
        writer.Text(6, item.RecurrenceId);
        if (item.EventId is { } id) writer.Identifier(7, id.Value);
        foreach ((string property, string message) in item.Errors)
        {
            int begun = writer.Begin(8);
            writer.Text(1, property);
            writer.Text(2, message);
            writer.End(begun);
        }
        return writer.ToArray();
    }

    public static ImportItem Decode(ReadOnlySpan<byte> document)
    {
        FieldReader fields = FieldReader.Open(document);
        var item = new ImportItem(0, 0, default);
        while (fields.Next())
            item = fields.Number switch
            {
                1 => item with { Number = (int)fields.Integer },
                2 => item with { Line = (int)fields.Integer },
                3 => item with { Outcome = (ImportOutcome)fields.Integer },
                4 => item with { Component = fields.Text },
                5 => item with { Uid = fields.Text },
                6 => item with { RecurrenceId = fields.Text },
                7 => item with { EventId = new EventId(fields.Identifier) },
                8 => item with { Errors = item.Errors.Add(Error(fields.Record)) },
                _ => item,
            };
        return item;
    }

    private static (string Property, string Message) Error(FieldReader fields)
    {
        (string property, string message) = ("", "");
        while (fields.Next())
            (property, message) = fields.Number switch
            {
                1 => (fields.Text, message),
                2 => (property, fields.Text),
                _ => (property, message),
            };
        return (property, message);
    }
}
