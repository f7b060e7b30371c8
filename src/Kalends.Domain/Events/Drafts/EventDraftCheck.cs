using System.Collections.Immutable;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events.Drafts;

/// <summary>One run of all rules over one draft.</summary>
internal sealed class EventDraftCheck(EventDraft draft, EventDraftContext context)
{
    private readonly InputErrors errors = new();

    private DomainRules Rules => context.Rules;

    private bool IsSeries => draft.Recurrence is { IsEmpty: false };

    internal Checked<EventContent> Run()
    {
        CheckTexts();
        var (start, end) = ReadTimes();
        var attendees = new AttendeeCheck(context, errors).Read(draft.Attendees ?? []);
        var recurrence = new RecurrenceCheck(context, errors).Read(draft.Recurrence ?? [], start);
        ReminderCheck.Run("reminders", draft.Reminders ?? [], Rules.Limits, errors);
        var status = Word<EventStatus>("status", EventWords.Statuses, draft.Status);
        var transparency = Word<Transparency>("transparency", EventWords.Transparencies, draft.Transparency);
        var visibility = Word<Visibility>("visibility", EventWords.Visibilities, draft.Visibility);
        return errors.Or(() => new EventContent
        {
            Title = draft.Title!,
            Description = draft.Description ?? "",
            Location = draft.Location ?? "",
            Start = start!,
            End = end!,
            Recurrence = recurrence,
            Status = status,
            Transparency = transparency,
            Visibility = visibility,
            Attendees = attendees,
            Carried = context.Current?.Carried,
        });
    }

    private void CheckTexts()
    {
        var texts = new TextCheck(errors);
        texts.Line("title", draft.Title, Rules.Limits.Title, isRequired: true);
        texts.Paragraphs("description", draft.Description, Rules.Limits.Description);
        texts.Line("location", draft.Location, Rules.Limits.Location);
        texts.Line("iCalUid", draft.ICalUid, Rules.Limits.ICalUid, isRequired: draft.ICalUid is not null);
    }

    private (EventTime? Start, EventTime? End) ReadTimes()
    {
        var reading = new EventTimeReading(Rules, context.Edit.CalendarZone, IsSeries, errors);
        var (start, end) = (reading.Read("start", draft.Start), reading.Read("end", draft.End));
        if (start is not null && end is not null) CheckOrder(start, end);
        return (start, end);
    }

    private void CheckOrder(EventTime start, EventTime end)
    {
        if (start.IsDay != end.IsDay)
            errors.Add("end", start.IsDay ? "must be a date, as start is one" : "must be a dateTime, as start is one");
        else if (start.IsDay && end.Local <= start.Local)
            errors.Add("end.date", "must be at least one day after start: it is exclusive");
        else if (At(end) < At(start))
            errors.Add("end.dateTime", "must not be before start");
    }

    private NodaTime.Instant At(EventTime time) => time.Resolve(Rules, context.Edit.CalendarZone).At;

    private T Word<T>(string member, ImmutableArray<string> words, string? written) where T : struct, Enum
    {
        var value = EventWords.Read<T>(words, written);
        if (written is not null && value is null) errors.Add(member, $"must be {string.Join(", ", words[..^1])} or {words[^1]}");
        return value.GetValueOrDefault();
    }
}
