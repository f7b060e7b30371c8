using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Json;
using Kalends.Server.Projecting;
using Kalends.Storage;

namespace Kalends.Server.Features.Users;

/// <summary>Sets how the caller sees time. Channels and quiet hours belong to the notification preferences and stay.</summary>
internal sealed class ReplacePreferences(StorageSet storage, DomainRules rules, RenewNotifications renew) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var draft = Read(await call.ReadBody());
        while (true)
        {
            var user = await call.ReadUser(storage.Users);
            if (!call.Accepts(draft.Check(rules, user.Preferences), out var preferences, out var refused)) return refused;
            var changed = user with { Preferences = preferences, Revision = user.Revision + 1 };
            if (!await storage.Users.TryReplace(changed, call.Cancellation)) continue;
            await renew.Run(changed, call.Now, call.Cancellation);
            return Reply.Ok(UserBody.WithPreferences(changed), UserJson.Default.UserBody);
        }
    }

    private static PreferencesDraft Read(Members body) => new()
    {
        TimeZone = body.Text("timeZone"),
        Locale = body.Text("locale"),
        WeekStart = body.Text("weekStart"),
        DefaultReminders = body.Integers("defaultReminders"),
        WorkingHours = body.Object("workingHours") is { } days ? ReadDays(days) : null,
    };

    private static ImmutableSortedDictionary<string, ImmutableArray<DaySpanDraft>> ReadDays(Members days) =>
        days.Names.ToImmutableSortedDictionary(day => day, day => ReadSpans(days.Objects(day) ?? []), StringComparer.Ordinal);

    private static ImmutableArray<DaySpanDraft> ReadSpans(ImmutableArray<Members> spans) =>
        [.. spans.Select(span => new DaySpanDraft(span.Text("start"), span.Text("end")))];
}
