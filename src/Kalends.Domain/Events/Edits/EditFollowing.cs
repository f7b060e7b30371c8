using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Merging;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events.Edits;

/// <summary>
/// The scope following: the series ends before the instance, and what comes after is a new event. At the first instance there is
/// nothing to end, and the event itself becomes what the new one would be.
/// </summary>
internal sealed class EditFollowing(EditRun run, EventInstance instance)
{
    private readonly EventSeries whole = run.SeriesOf(run.Current.Content);

    private EventContent Stored => run.Current.Content;

    /// <summary>Left out, or sent back as it was read: the recurrence is meant to go on.</summary>
    private bool GoesOn => !run.Command.SaysRecurrence || (run.Command.Draft.Recurrence ?? []).SequenceEqual(Stored.Recurrence);

    internal EventDecision Decide()
    {
        var split = new SeriesSplit(whole, Stored.Recurrence, instance);
        return GoesOn ? Continue(split) : run.Check(run.Command.Draft, Stored, sent => Accept(sent, split));
    }

    /// <summary>The dates follow the new start, which is known once the draft is read with the dates where they were.</summary>
    private EventDecision Continue(SeriesSplit split)
    {
        var begin = instance.SeriesFromHere.Start;
        return run.Check(WithLines(new WallShift(begin, begin)), Stored, unmoved =>
            !split.IsFaithful(run.SeriesOf(instance.SeriesFromHere with { Recurrence = unmoved.Recurrence }).Series)
                ? Decided.Invalid("originalStart", "is where the rule cannot begin anew: an added date (RDATE); edit this instance, or all")
                : run.Check(WithLines(new WallShift(begin, unmoved.Start)), Stored, sent => Accept(sent, split)));

        EventDraft WithLines(WallShift shift) => run.Command.Draft with { Recurrence = [.. split.After(shift)] };
    }

    private EventDecision Accept(EventContent sent, SeriesSplit split)
    {
        var later = new LaterInstances(run, instance, whole);
        if (instance.IsFirst) return Decided.One(InPlace(sent, later));
        var second = Second(sent, later);
        return new EventDecision.Accepted([First(split, later), second], second.After);
    }

    private EventChange InPlace(EventContent content, LaterInstances later)
    {
        var after = run.Next(run.Current with
        {
            Content = later.Content(content),
            Overrides = later.Overrides(content),
            Answers = later.Answers(content),
        });
        return after.Remember(run.Updated(EditScope.Following) with
        {
            Changed = MemberNames.Changed(Stored, after.Content, !after.Overrides.SequenceEqual(run.Current.Overrides)),
        });
    }

    private EventChange First(SeriesSplit split, LaterInstances later)
    {
        var content = Stored with { Recurrence = split.Before() };
        var after = run.Next(run.Current with
        {
            Content = content,
            Overrides = [.. run.Current.Overrides.Where(o => !later.Has(o.OriginalStart))],
            Answers = [.. run.Current.Answers.Where(a => !later.Has(a.OriginalStart))],
        });
        after = after with { Merge = after.Merge!.With(new SeriesCut(run.Current.PlaceOf(instance.OriginalStart), run.Command.NewId)) };
        return after.Remember(run.Updated(EditScope.Following) with
        {
            Changed = MemberNames.Changed(Stored, content, after.Overrides.Length != run.Current.Overrides.Length),
        });
    }

    private EventChange Second(EventContent content, LaterInstances later)
    {
        var id = run.Command.NewId;
        var isMoved = later.IsMoved(content);
        var kept = later.Content(content);
        var made = new Event
        {
            Id = id,
            CalendarId = run.Current.CalendarId,
            ICalUid = id.ToString(),
            OrganizerId = run.Current.OrganizerId,
            Content = isMoved ? later.WithoutAnswers(kept) : kept,
            Overrides = later.Overrides(content),
            Answers = isMoved ? [] : later.Answers(content),
            Version = 1,
            Revision = 1,
            CreatedAt = run.Now,
            UpdatedAt = run.Now,
        };
        return made.Remember(new Deed(run.Command.Edit.By.Id, HistoryAction.Created) { Scope = EditScope.Following });
    }
}
