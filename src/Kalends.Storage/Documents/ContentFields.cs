using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Time;

namespace Kalends.Storage.Documents;

/// <summary>
/// An event's content: 1 title, 2 description, 3 location, 4 start, 5 end, 6 each recurrence line, 7 status, 8 transparency, 9 visibility,
/// 10 attendees, 11 carried.
/// </summary>
internal static class ContentFields
{
    public static void Content(this FieldWriter writer, int number, EventContent content)
    {
        int begun = writer.Begin(number);
        writer.Text(1, content.Title);
        if (content.Description.Length > 0) writer.Text(2, content.Description);
        if (content.Location.Length > 0) writer.Text(3, content.Location);
        writer.Time(4, content.Start);
        writer.Time(5, content.End);
        foreach (string line in content.Recurrence) writer.Text(6, line);
        if (content.Status != default) writer.Integer(7, (int)content.Status);
        if (content.Transparency != default) writer.Integer(8, (int)content.Transparency);
        if (content.Visibility != default) writer.Integer(9, (int)content.Visibility);
        if (!content.Attendees.IsEmpty) writer.Attendees(10, content.Attendees);
        writer.Text(11, content.Carried);
        writer.End(begun);
    }

    public static EventContent Content(this FieldReader field)
    {
        FieldReader fields = field.Record;
        string title = "", description = "", location = "";
        EventTime? start = null, end = null;
        ImmutableArray<string>.Builder? recurrence = null;
        ImmutableArray<Attendee> attendees = [];
        string? carried = null;
        (EventStatus status, Transparency transparency, Visibility visibility) = (default, default, default);
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: title = fields.Text; break;
                case 2: description = fields.Text; break;
                case 3: location = fields.Text; break;
                case 4: start = fields.Time(); break;
                case 5: end = fields.Time(); break;
                case 6: (recurrence ??= ImmutableArray.CreateBuilder<string>()).Add(fields.Text); break;
                case 7: status = (EventStatus)fields.Integer; break;
                case 8: transparency = (Transparency)fields.Integer; break;
                case 9: visibility = (Visibility)fields.Integer; break;
                case 10: attendees = fields.Attendees(); break;
                case 11: carried = fields.Text; break;
            }
        if (start is null || end is null) throw new StorageException("A stored event has no start or no end.");
        return new EventContent
        {
            Title = title, Description = description, Location = location, Start = start, End = end,
            Recurrence = recurrence?.DrainToImmutable() ?? [], Status = status, Transparency = transparency, Visibility = visibility,
            Attendees = attendees, Carried = carried,
        };
    }
}
