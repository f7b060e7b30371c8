using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;
using Kalends.Domain.Identity;
using Kalends.Domain.Time;

namespace Kalends.Domain.Merging;

/// <summary>Writes values of parts into an event.</summary>
/// <param name="rules">Zones.</param>
/// <param name="edit">Where the event lies, and whose addresses have accounts.</param>
internal sealed class PartWriter(DomainRules rules, EditContext edit)
{
    /// <summary>The event with the values; null takes a part away. The time goes first, since instances stand by their place in it.</summary>
    internal Event Write(Event @event, IReadOnlyCollection<PartChange> changes)
    {
        foreach (var change in changes.Where(change => change is { Path: PartPath.Time, Value: not null }))
            @event = WithTime(@event, PartText.ReadTime(change.Value!));
        foreach (var change in changes.Where(change => change.Path != PartPath.Time))
            @event = With(@event, change);
        return @event;
    }

    private Event With(Event @event, PartChange change)
    {
        if (PartPath.OverrideOf(change.Path) is { } part) return WithOverride(@event, part, change.Value);
        if (PartPath.AttendeeOf(change.Path) is { } key) return @event with { Content = WithAttendee(@event.Content, key, change.Value) };
        return change.Value is { } value ? @event with { Content = ContentParts.Write(@event.Content, change.Path, value) } : @event;
    }

    /// <summary>Overrides and answers move along with the start; those of instances that are not there any more go.</summary>
    private Event WithTime(Event @event, EventSpan span)
    {
        var content = @event.Content with { Start = span.Start, End = span.End, Recurrence = span.Recurrence };
        if (!content.IsSeries) return @event with { Content = content, Overrides = [], Answers = [] };
        var (before, after) = (SeriesOf(@event.Content), SeriesOf(content));
        var moving = new OverrideShift(before, new WallShift(@event.Content.Start, content.Start), after);
        return @event with
        {
            Content = content,
            Overrides = [.. moving.Apply(@event.Overrides).Where(o => after.Series.Find(after.At(o.OriginalStart)) is not null)],
            Answers = [.. moving.Apply(@event.Answers).Where(a => after.Series.Find(after.At(a.OriginalStart)) is not null)],
        };
    }

    private Event WithOverride(Event @event, (long Place, string Member) part, string? value)
    {
        if (FindInstance(@event, part.Place) is not { } id) return @event;
        var changes = ContentParts.Write(@event.OverrideAt(id) ?? new Override(id), part.Member, value);
        if (changes.Attendees is { } attendees) changes = changes with { Attendees = [.. attendees.Select(attendee => Known(@event, attendee))] };
        return @event with { Overrides = @event.Overrides.With(id, changes.IsEmpty() ? null : changes) };
    }

    /// <summary>The recurrence id of the instance at a place, or null where there is none.</summary>
    internal EventTime? FindInstance(Event @event, long place)
    {
        if (!@event.Content.IsSeries || Math.Abs(place) > MostSeconds) return null;
        var series = SeriesOf(@event.Content);
        var local = @event.Content.Start.Local.PlusSeconds(place);
        if (local.Year is < 1 or > 9999) return null;
        EventTime at = @event.Content.Start is EventTime.Moment moment
            ? moment with { At = local, SecondReading = false }
            : new EventTime.Day(local.Date);
        return series.Series.Find(series.At(at)) is { } instance ? series.IdOf(instance.Start) : null;
    }

    private const long MostSeconds = 10_000L * 366 * 86_400;

    private EventContent WithAttendee(EventContent content, string key, string? value)
    {
        var others = content.Attendees.RemoveAll(attendee => attendee.Email.Key == key);
        if (value is null) return content with { Attendees = others };
        var written = PartText.ReadAttendee(value);
        var at = content.Attendees.Select(attendee => attendee.Email.Key).ToList().IndexOf(key);
        if (at < 0) return content with { Attendees = others.Add(WithAccount(written)) };
        var before = content.Attendees[at];
        return content with { Attendees = content.Attendees.SetItem(at, before with { Name = written.Name, Optional = written.Optional }) };
    }

    private Attendee Known(Event @event, Attendee written) =>
        @event.Content.Attendees.FirstOrDefault(attendee => attendee.Email == written.Email) is { } known
            ? written with { UserId = known.UserId, Response = known.Response }
            : WithAccount(written);

    private Attendee WithAccount(Attendee written) =>
        edit.Accounts.TryGetValue(written.Email, out UserId account) ? written with { UserId = account } : written;

    private EventSeries SeriesOf(EventContent content) => new(content, rules, edit.CalendarZone);
}
