using Kalends.Domain.Events;

namespace Kalends.Storage.Documents;

/// <summary>
/// An override: 1 original start; where they differ from the master 2 title, 3 description, 4 location, 5 start, 6 end, 7 status,
/// 8 transparency, 9 visibility, 10 attendees; 11 carried.
/// </summary>
internal static class OverrideFields
{
    public static void Override(this FieldWriter writer, int number, Override part)
    {
        int begun = writer.Begin(number);
        writer.Time(1, part.OriginalStart);
        writer.Text(2, part.Title);
        writer.Text(3, part.Description);
        writer.Text(4, part.Location);
        writer.Time(5, part.Start);
        writer.Time(6, part.End);
        if (part.Status is { } status) writer.Integer(7, (int)status);
        if (part.Transparency is { } transparency) writer.Integer(8, (int)transparency);
        if (part.Visibility is { } visibility) writer.Integer(9, (int)visibility);
        if (part.Attendees is { } attendees) writer.Attendees(10, attendees);
        writer.Text(11, part.Carried);
        writer.End(begun);
    }

    public static Override Override(this FieldReader field)
    {
        FieldReader fields = field.Record;
        if (!fields.Next() || fields.Number != 1) throw new StorageException("A stored override has no original start.");
        var part = new Override(fields.Time());
        while (fields.Next())
            part = fields.Number switch
            {
                2 => part with { Title = fields.Text },
                3 => part with { Description = fields.Text },
                4 => part with { Location = fields.Text },
                5 => part with { Start = fields.Time() },
                6 => part with { End = fields.Time() },
                7 => part with { Status = (EventStatus)fields.Integer },
                8 => part with { Transparency = (Transparency)fields.Integer },
                9 => part with { Visibility = (Visibility)fields.Integer },
                10 => part with { Attendees = fields.Attendees() },
                11 => part with { Carried = fields.Text },
                _ => part,
            };
        return part;
    }
}
