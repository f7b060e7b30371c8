using System.Collections.Immutable;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;
using Kalends.Domain.Time;
using Kalends.ICalendar;
using NodaTime;

namespace Kalends.Domain.Interchange;

/// <summary>Takes over a component that is one instance of a stored series: as an override of the members that differ.</summary>
internal sealed class ImportInstance(ImportRun run, Event @event)
{
    private readonly EventSeries series = run.SeriesOf(@event);

    internal ComponentOutcome Take(Component component)
    {
        var property = component.Find("RECURRENCE-ID")!.Value;
        if (property.Parameter("RANGE") is { Length: > 0 })
            return ImportRun.Refuse("RECURRENCE-ID", "stands for all later instances too (RANGE), which is not taken");
        if (Find(property) is not { } start) return ImportRun.Refuse("RECURRENCE-ID", "names no instance of the series");
        var id = series.IdOf(start);
        var stored = @event.OverrideAt(id);
        if (run.IsKnown(component, @event, stored ?? new Override(id))) return new ComponentOutcome.Unchanged(@event.Id);

        var errors = new InputErrors();
        var before = InstanceContent.Of(@event, series, id).Attendees;
        if (run.Read(component, errors, before) is not { } content) return new ComponentOutcome.Refused(errors.ToRefusal());
        var next = With(id, content);
        if (CarriedBy(next) > run.CarriedLimit)
            return ImportRun.Refuse("UID", $"has more than {run.CarriedLimit} characters of changed instances");
        run.Become(next);
        return stored is null ? new ComponentOutcome.Created(@event.Id) : new ComponentOutcome.Updated(@event.Id);
    }

    /// <summary>The instance's start. A date, which some write for the instance of a time, means the one of that day.</summary>
    private Instant? Find(Property property)
    {
        if (run.Times.Read(property) is not { } written) return null;
        if (!written.IsDay || @event.Content.Start.IsDay)
        {
            var at = written.IsDay == @event.Content.Start.IsDay ? series.At(written) : series.At(new EventTime.Day(written.Local.Date));
            return series.Series.Find(at)?.Start;
        }
        var zone = series.Start.Zone;
        var (from, to) = (zone.AtStartOfDay(written.Local.Date), zone.AtStartOfDay(written.Local.Date.PlusDays(1)));
        foreach (var instance in series.Series.StartingIn(from.ToInstant(), to.ToInstant())) return instance.Start;
        return null;
    }

    private Event With(EventTime id, EventContent content)
    {
        var changes = InstanceEdit.Difference(series, @event.Content, id, content);
        return @event with { Overrides = @event.Overrides.With(id, changes), Answers = Answers(id, changes, content) };
    }

    /// <summary>Where the same people are invited as to the whole, an answer of another kind is one to this instance.</summary>
    private ImmutableArray<Answer> Answers(EventTime id, Override? changes, EventContent content)
    {
        var others = @event.Answers.RemoveAll(answer => answer.OriginalStart == id);
        if (changes?.Attendees is not null) return others;
        var whole = @event.Content.Attendees.ToDictionary(attendee => attendee.Email, attendee => attendee.Response);
        return
        [
            .. others,
            .. from attendee in content.Attendees
               where attendee.Response != whole[attendee.Email]
               select new Answer(attendee.Email, id, attendee.Response),
        ];
    }

    private static long CarriedBy(Event @event) => (@event.Content.Carried?.Length ?? 0) + @event.Overrides.Sum(o => (long)(o.Carried?.Length ?? 0));
}
