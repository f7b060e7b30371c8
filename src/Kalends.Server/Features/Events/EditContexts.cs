using System.Collections.Immutable;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Events.Drafts;
using Kalends.Domain.Identity;
using Kalends.Storage.Users;

namespace Kalends.Server.Features.Events;

/// <summary>Finds what a decision must know about the people in a draft.</summary>
internal sealed class EditContexts(IUserStore users)
{
    // Past this the draft is refused anyway, so nobody learns anything and no time is spent.
    private const int MostAddresses = 500;

    /// <summary>The caller, the zone, and the accounts behind those attendees who were not known to have one.</summary>
    public async ValueTask<EditContext> Of(Caller caller, Calendar calendar, DraftInEvent written, CancellationToken cancellation)
    {
        var accounts = ImmutableDictionary.CreateBuilder<EmailAddress, UserId>();
        foreach (var address in Unknown(written))
        {
            if (await users.FindByEmail(address, cancellation) is { } user) accounts[address] = user;
        }
        return new EditContext(caller, calendar.TimeZone) { Accounts = accounts.ToImmutable() };
    }

    private static IEnumerable<EmailAddress> Unknown(DraftInEvent written)
    {
        if (written.Draft.Attendees is not { Length: > 0 and <= MostAddresses } drafts) return [];
        var known = from attendee in written.Current?.Attendees ?? [] where attendee.UserId is not null select attendee.Email;
        return drafts.Select(draft => draft.Email).OfType<string>().Select(text => new EmailAddress(text)).Except(known);
    }
}

/// <summary>A draft and what it changes, if that exists.</summary>
internal sealed record DraftInEvent(EventDraft Draft, EventContent? Current);
