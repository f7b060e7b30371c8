using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Problems;
using Kalends.Server.Identity;
using Kalends.Storage;

namespace Kalends.Server.Features.Users;

/// <summary>Signs somebody up, with a first calendar.</summary>
internal sealed class CreateUser(StorageSet storage, DomainRules rules, PasswordHashing passwords) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var body = await call.ReadBody();
        var draft = new UserDraft(body.Text("email"), body.Text("name"), body.Text("password"), body.Text("timeZone"));
        if (!call.Accepts(draft.Check(rules), out var accepted, out var refused)) return refused;
        if (await storage.Users.FindByEmail(accepted.Email, call.Cancellation) is not null) return Taken();
        if (await passwords.Hash(accepted.Password, call.Cancellation) is not { } hash) return ProblemKinds.TooMany(TimeSpan.FromSeconds(1));

        var preferences = new Preferences { TimeZone = accepted.TimeZone };
        var user = new User(storage.Users.Place(accepted.Email, call.Ids.NextInt64()), accepted.Email, accepted.Name, preferences, call.Now, Revision: 1);
        return await TryCreate(user, hash, call) ? Reply.Created(UserBody.From(user), UserJson.Default.UserBody) : Taken();
    }

    /// <summary>The calendar comes first: if the process dies between the two, there is a calendar that nobody can see, not a user without one.</summary>
    private async Task<bool> TryCreate(User user, string passwordHash, Call call)
    {
        var calendar = new Calendar
        {
            Id = storage.Calendars.Place(user.Id, call.Ids.NextInt64()),
            OwnerId = user.Id,
            Name = user.Name,
            TimeZone = user.Preferences.TimeZone,
            Version = 1,
            CreatedAt = call.Now,
        };
        if (!await storage.Calendars.TryCreate(calendar, call.Cancellation)) throw new InvalidOperationException("A random 64-bit id was drawn twice.");
        if (await storage.Users.TryCreate(user, passwordHash, call.Cancellation)) return true;
        await storage.Calendars.Purge(calendar, call.Cancellation);
        return false;
    }

    private static Refusal.Conflicting Taken() => new("there is an account with this e-mail address");
}
