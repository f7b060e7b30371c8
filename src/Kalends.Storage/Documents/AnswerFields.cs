using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;

namespace Kalends.Storage.Documents;

/// <summary>An answer to one instance: 1 address, 2 original start, 3 response.</summary>
internal static class AnswerFields
{
    public static void Answer(this FieldWriter writer, int number, Answer answer)
    {
        int begun = writer.Begin(number);
        writer.Text(1, answer.Attendee.Text);
        writer.Time(2, answer.OriginalStart);
        writer.Integer(3, (int)answer.Response);
        writer.End(begun);
    }

    public static Answer Answer(this FieldReader field)
    {
        FieldReader fields = field.Record;
        string address = "";
        EventTime? original = null;
        ResponseStatus response = default;
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: address = fields.Text; break;
                case 2: original = fields.Time(); break;
                case 3: response = (ResponseStatus)fields.Integer; break;
            }
        return new Answer(
            new EmailAddress(address), original ?? throw new StorageException("A stored answer has no original start."), response);
    }
}
