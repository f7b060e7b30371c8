using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Storage.Users;

namespace Kalends.Server.Features.Imports;

/// <summary>The accounts behind a file's attendees, each address looked up once.</summary>
internal sealed class ImportAccounts(IUserStore users)
{
    private readonly Dictionary<EmailAddress, UserId?> known = [];

    public async ValueTask<ImmutableDictionary<EmailAddress, UserId>> Of(ImportBatch batch, CancellationToken cancellation)
    {
        var accounts = ImmutableDictionary.CreateBuilder<EmailAddress, UserId>();
        foreach (var address in batch.Components.SelectMany(file => file.Addresses()))
        {
            if (!known.TryGetValue(address, out var user)) known[address] = user = await users.FindByEmail(address, cancellation);
            if (user is { } account) accounts[address] = account;
        }
        return accounts.ToImmutable();
    }
}
