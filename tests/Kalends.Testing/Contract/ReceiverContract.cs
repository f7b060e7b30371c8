using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>Browsers, webhooks and telephones of users.</summary>
public abstract class ReceiverContract(StorageLab lab) : StorageContract(lab)
{
    private readonly UserId user = Make.UserId();

    [Fact]
    public async Task Subscriptions_are_listed_oldest_first_and_subscribing_again_renews()
    {
        PushSubscription second = Subscription(2), first = Subscription(1) with { ExpiresAt = At(500) };
        await Set.Receivers.Put(second, Cancellation);
        await Set.Receivers.Put(first, Cancellation);
        await Set.Receivers.Put(Subscription(3) with { UserId = Make.UserId() }, Cancellation);
        Assert.Equivalent(new[] { first, second }, await List(), strict: true);
        PushSubscription renewed = first with { PublicKey = [9], AuthSecret = [8], ExpiresAt = null };
        await Set.Receivers.Put(renewed with { CreatedAt = At(900) }, Cancellation);
        Assert.Equivalent(new[] { renewed, second }, await List(), strict: true);
    }

    [Fact]
    public async Task A_subscription_is_removed_once_and_only_by_its_user()
    {
        PushSubscription subscription = Subscription(1);
        await Set.Receivers.Put(subscription, Cancellation);
        Assert.False(await Set.Receivers.RemovePushSubscription(Make.UserId(), subscription.Id, Cancellation));
        Assert.True(await Set.Receivers.RemovePushSubscription(user, subscription.Id, Cancellation));
        Assert.False(await Set.Receivers.RemovePushSubscription(user, subscription.Id, Cancellation));
        Assert.Empty(await List());
    }

    [Fact]
    public async Task Webhooks_of_many_users_who_are_asked_for_at_once_are_each_their_own()
    {
        UserId[] users = [.. Enumerable.Range(0, 60).Select(_ => Make.UserId())];
        foreach (UserId one in users.Skip(1))
            await Set.Receivers.Add(new Webhook(Make.EventId().Value, one, $"https://example.org/{one.Value}", At(1)), Cancellation);
        var listed = await Task.WhenAll(users.Select(one => Set.Receivers.ListWebhooks(one, Cancellation)));
        Assert.Empty(listed[0]);
        Assert.Equal(users.Skip(1).Select(one => $"https://example.org/{one.Value}"), listed.Skip(1).Select(hooks => Assert.Single(hooks).Url));
    }

    [Fact]
    public async Task Webhooks_are_listed_oldest_first_and_removed()
    {
        Webhook[] hooks = [.. Enumerable.Range(1, 3).Select(n => new Webhook(Make.EventId().Value, user, $"https://example.org/{n}", At(n)))];
        foreach (Webhook hook in hooks.Reverse()) await Set.Receivers.Add(hook, Cancellation);
        Assert.Equal(hooks, await Set.Receivers.ListWebhooks(user, Cancellation));
        Assert.Empty(await Set.Receivers.ListWebhooks(Make.UserId(), Cancellation));
        Assert.False(await Set.Receivers.RemoveWebhook(Make.UserId(), hooks[1].Id, Cancellation));
        Assert.True(await Set.Receivers.RemoveWebhook(user, hooks[1].Id, Cancellation));
        Assert.Equal([hooks[0], hooks[2]], await Set.Receivers.ListWebhooks(user, Cancellation));
    }

    [Fact]
    public async Task A_phone_changes_by_revision()
    {
        Assert.Null(await Set.Receivers.FindPhone(user, Cancellation));
        var asked = new PhoneVerification
        {
            UserId = user, Revision = 1, Asked = "+41790000000", CodeHash = [1, 2], ExpiresAt = At(600), AttemptsLeft = 5, SentAt = [At(0)],
        };
        Assert.False(await Set.Receivers.TryReplace(asked with { Revision = 2 }, Cancellation));
        Assert.True(await Set.Receivers.TryReplace(asked, Cancellation));
        Assert.False(await Set.Receivers.TryReplace(asked, Cancellation));
        Assert.Equivalent(asked, await Set.Receivers.FindPhone(user, Cancellation), strict: true);
        PhoneVerification verified = asked with
        {
            Revision = 2, Verified = asked.Asked, Asked = null, CodeHash = [], AttemptsLeft = 0, SentAt = [At(0), At(60)],
        };
        Assert.True(await Set.Receivers.TryReplace(verified, Cancellation));
        Assert.Equivalent(verified, await Set.Receivers.FindPhone(user, Cancellation), strict: true);
    }

    private async Task<ImmutableArray<PushSubscription>> List() => await Set.Receivers.ListPushSubscriptions(user, Cancellation);

    private PushSubscription Subscription(int second) => new()
    {
        Id = Make.EventId().Value, UserId = user, Endpoint = $"https://push.example.org/{second}", PublicKey = [4, 1, 2],
        AuthSecret = [1, 2, 3], CreatedAt = At(second),
    };

    private static Instant At(int second) => Make.Monday + Duration.FromSeconds(second);
}
