using System.Collections.Immutable;
using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Storage.Documents;

/// <summary>
/// Preferences: 1 zone, 2 locale, 3 first day of the week, 4 each default reminder, 5 each span of working hours (1 day, 2 start, 3 end),
/// 6 mail, 7 push, 8 SMS, 9 phone number, 10 quiet hours (2 start, 3 end), 11 webhooks, 12 hour of the digest. Times of day are nanoseconds since midnight.
/// </summary>
internal static class PreferencesFields
{
    public static void Preferences(this FieldWriter writer, int number, Preferences preferences)
    {
        int begun = writer.Begin(number);
        writer.Text(1, preferences.TimeZone);
        writer.Text(2, preferences.Locale);
        writer.Integer(3, (int)preferences.WeekStart);
        foreach (int minutes in preferences.DefaultReminders) writer.Integer(4, minutes);
        foreach ((IsoDayOfWeek day, ImmutableArray<TimeSpanOfDay> spans) in preferences.WorkingHours.OrderBy(hours => hours.Key))
            foreach (TimeSpanOfDay span in spans) Span(writer, 5, day, span);
        writer.Flag(6, preferences.Channels.Email);
        writer.Flag(7, preferences.Channels.Push);
        writer.Flag(8, preferences.Channels.Sms);
        writer.Text(9, preferences.Channels.PhoneNumber);
        if (preferences.QuietHours is { } quiet) Span(writer, 10, IsoDayOfWeek.None, quiet);
        writer.Flag(11, preferences.Channels.Webhook);
        if (preferences.DigestAt is { } digest) writer.Integer(12, digest.NanosecondOfDay);
        writer.End(begun);
    }

    public static Preferences Preferences(this FieldReader field)
    {
        FieldReader fields = field.Record;
        (string zone, string locale, IsoDayOfWeek weekStart) = ("", "", IsoDayOfWeek.Monday);
        var reminders = ImmutableArray.CreateBuilder<int>();
        var hours = ImmutableDictionary.CreateBuilder<IsoDayOfWeek, ImmutableArray<TimeSpanOfDay>>();
        ChannelPreferences channels = new(Email: false, Push: false);
        (TimeSpanOfDay? quiet, LocalTime? digest) = (null, null);
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: zone = fields.Text; break;
                case 2: locale = fields.Text; break;
                case 3: weekStart = (IsoDayOfWeek)fields.Integer; break;
                case 4: reminders.Add((int)fields.Integer); break;
                case 5:
                    (IsoDayOfWeek day, TimeSpanOfDay span) = Span(fields.Record);
                    hours[day] = hours.GetValueOrDefault(day, []).Add(span);
                    break;
                case 6: channels = channels with { Email = fields.Integer != 0 }; break;
                case 7: channels = channels with { Push = fields.Integer != 0 }; break;
                case 8: channels = channels with { Sms = fields.Integer != 0 }; break;
                case 9: channels = channels with { PhoneNumber = fields.Text }; break;
                case 10: quiet = Span(fields.Record).Span; break;
                case 11: channels = channels with { Webhook = fields.Integer != 0 }; break;
                case 12: digest = LocalTime.FromNanosecondsSinceMidnight(fields.Integer); break;
            }
        return new Preferences
        {
            TimeZone = zone, Locale = locale, WeekStart = weekStart, DefaultReminders = reminders.DrainToImmutable(),
            WorkingHours = hours.ToImmutable(), Channels = channels, QuietHours = quiet, DigestAt = digest,
        };
    }

    private static void Span(FieldWriter writer, int number, IsoDayOfWeek day, TimeSpanOfDay span)
    {
        int begun = writer.Begin(number);
        writer.Integer(1, (int)day);
        writer.Integer(2, span.Start.NanosecondOfDay);
        writer.Integer(3, span.End.NanosecondOfDay);
        writer.End(begun);
    }

    private static (IsoDayOfWeek Day, TimeSpanOfDay Span) Span(FieldReader fields)
    {
        (IsoDayOfWeek day, LocalTime start, LocalTime end) = (default, default, default);
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: day = (IsoDayOfWeek)fields.Integer; break;
                case 2: start = LocalTime.FromNanosecondsSinceMidnight(fields.Integer); break;
                case 3: end = LocalTime.FromNanosecondsSinceMidnight(fields.Integer); break;
            }
        return (day, new TimeSpanOfDay(start, end));
    }
}
