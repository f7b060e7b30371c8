using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;

namespace Kalends.Storage.Documents;

/// <summary>A list of attendees, each: 1 address, 2 user, 3 name, 4 response, 5 optional.</summary>
internal static class AttendeeFields
{
    public static void Attendees(this FieldWriter writer, int number, ImmutableArray<Attendee> attendees)
    {
        int begun = writer.Begin(number);
        foreach (Attendee attendee in attendees)
        {
            int one = writer.Begin(1);
            writer.Text(1, attendee.Email.Text);
            if (attendee.UserId is { } user) writer.Integer(2, user.Value);
            writer.Text(3, attendee.Name);
            writer.Integer(4, (int)attendee.Response);
            writer.Flag(5, attendee.Optional);
            writer.End(one);
        }
        writer.End(begun);
    }

    public static ImmutableArray<Attendee> Attendees(this FieldReader field)
    {
        var attendees = ImmutableArray.CreateBuilder<Attendee>();
        FieldReader list = field.Record;
        while (list.Next())
            if (list.Number == 1) attendees.Add(Attendee(list.Record));
        return attendees.DrainToImmutable();
    }

    private static Attendee Attendee(FieldReader fields)
    {
        var attendee = new Attendee(new EmailAddress(""), null, null, ResponseStatus.NeedsAction, false);
        while (fields.Next())
            attendee = fields.Number switch
            {
                1 => attendee with { Email = new EmailAddress(fields.Text) },
                2 => attendee with { UserId = new UserId(fields.Integer) },
                3 => attendee with { Name = fields.Text },
                4 => attendee with { Response = (ResponseStatus)fields.Integer },
                5 => attendee with { Optional = fields.Integer != 0 },
                _ => attendee,
            };
        return attendee;
    }
}
