using System.Collections.Immutable;
using Kalends.Domain.Identity;

namespace Kalends.Domain.Events.Drafts;

/// <summary>Reads attendees: each address once, answers kept from the event as it is, only the caller's own taken from the draft.</summary>
internal sealed class AttendeeCheck(EventDraftContext context, InputErrors errors)
{
    private readonly Dictionary<EmailAddress, Attendee> known =
        (context.Current?.Attendees ?? []).ToDictionary(attendee => attendee.Email);

    internal ImmutableArray<Attendee> Read(ImmutableArray<AttendeeDraft> drafts)
    {
        var limit = context.Rules.Limits.Attendees;
        if (drafts.Length > limit)
        {
            errors.Add("attendees", $"must be at most {limit} attendees");
            return [];
        }
        var seen = new HashSet<EmailAddress>();
        var attendees = ImmutableArray.CreateBuilder<Attendee>(drafts.Length);
        for (var i = 0; i < drafts.Length; i++)
            if (ReadOne($"attendees[{i}]", drafts[i], seen) is { } attendee) attendees.Add(attendee);
        return attendees.ToImmutable();
    }

    private Attendee? ReadOne(string member, AttendeeDraft draft, HashSet<EmailAddress> seen)
    {
        new TextCheck(errors).Line($"{member}.name", draft.Name, context.Rules.Limits.Title);
        var response = EventWords.ReadResponse(draft.ResponseStatus);
        if (draft.ResponseStatus is not null && response is null)
            errors.Add($"{member}.responseStatus", "must be needsAction, accepted, declined or tentative");
        if (draft.Email is null)
            errors.Add($"{member}.email", "is required");
        else if (!AddressCheck.IsAddress(draft.Email))
            errors.Add($"{member}.email", "is not an e-mail address");
        else if (!seen.Add(new EmailAddress(draft.Email)))
            errors.Add($"{member}.email", "is invited already");
        else
            return Make(new EmailAddress(draft.Email), draft, response);
        return null;
    }

    private Attendee Make(EmailAddress email, AttendeeDraft draft, ResponseStatus? written)
    {
        var before = known.GetValueOrDefault(email);
        UserId? account = context.Edit.Accounts.TryGetValue(email, out var found) ? found : before?.UserId;
        // What a file said for an address is no answer of the account that has turned up behind it.
        var kept = before is null || before.UserId != account ? ResponseStatus.NeedsAction : before.Response;
        var attendee = new Attendee(email, account, draft.Name, kept, draft.Optional ?? false);
        return written is { } own && context.Edit.By.Is(attendee) ? attendee with { Response = own } : attendee;
    }
}
