using System.Collections.Immutable;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Events.Edits;

/// <summary>The scope this: an override of the members that differ from the master, or none where nothing differs any more.</summary>
internal sealed class EditThis(EditRun run, EventInstance instance)
{
    internal EventDecision Decide() => run.Check(run.Command.Draft, instance.Content, Accept);

    private EventDecision Accept(EventContent sent)
    {
        var master = run.Current.Content;
        var difference = InstanceEdit.Difference(run.SeriesOf(master), master, instance.OriginalStart, sent);
        var after = run.Next(run.Current with
        {
            Overrides = run.Current.Overrides.With(instance.OriginalStart, KeepAnswers(difference)),
            Answers = WithOwnAnswer(sent),
        });
        return Decided.One(after.Remember(run.Updated(EditScope.This) with { Changed = MemberNames.Changed(instance.Content, sent) }));
    }

    /// <summary>An override's attendees carry the answers to the whole; answers to the instance alone have their own place.</summary>
    private Override? KeepAnswers(Override? difference)
    {
        if (difference?.Attendees is not { } attendees) return difference;
        var whole = (instance.Override?.Attendees ?? []).Concat(run.Current.Content.Attendees)
            .DistinctBy(attendee => attendee.Email)
            .ToDictionary(attendee => attendee.Email, attendee => attendee.Response);
        return difference with
        {
            Attendees = [.. attendees.Select(attendee => attendee with { Response = whole.GetValueOrDefault(attendee.Email) })],
        };
    }

    private ImmutableArray<Answer> WithOwnAnswer(EventContent sent)
    {
        Caller by = run.Command.Edit.By;
        var answers = run.Current.Answers;
        foreach (var own in sent.Attendees.Where(by.Is))
        {
            if (instance.Content.Attendees.FirstOrDefault(a => a.Email == own.Email)?.Response == own.Response) continue;
            var answer = new Answer(own.Email, instance.OriginalStart, own.Response);
            answers = answers.RemoveAll(a => a.Attendee == own.Email && a.OriginalStart == instance.OriginalStart).Add(answer);
        }
        return answers;
    }
}
