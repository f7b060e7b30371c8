using Kalends.Server.Identity;

namespace Kalends.Server.Tests.Users;

public sealed class PasswordHashTests
{
    /// <summary>Made by the reference program: <c>printf 'pässword' | argon2 somesaltsomesalt -id -t 2 -k 19456 -p 1 -l 32 -e</c>.</summary>
    private const string Reference = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Y2bjJGfuQForcv6vcOu8Uc2uZ2P2gnZLTJF2sXvydKU";

    [Fact]
    public async Task A_hash_of_the_reference_program_verifies()
    {
        using var hashing = new PasswordHashing();
        Assert.True(await hashing.Verify("pässword", Reference, default));
        Assert.False(await hashing.Verify("passwort", Reference, default));
    }

    [Fact]
    public async Task A_hash_carries_its_salt_and_cost()
    {
        using var hashing = new PasswordHashing();
        var (first, second) = (await hashing.Hash("correct horse", default), await hashing.Hash("correct horse", default));
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.True(await hashing.Verify("correct horse", first!, default));
        Assert.True(await hashing.Verify("correct horse", second!, default));
    }

    [Fact]
    public async Task Where_there_is_no_hash_nothing_verifies()
    {
        using var hashing = new PasswordHashing();
        Assert.False(await hashing.Verify("anything", null, default));
    }

    [Fact]
    public async Task A_crowd_is_turned_away_and_not_queued_without_end()
    {
        using var hashing = new PasswordHashing();
        var results = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Task.Run(async () => await hashing.Hash("correct horse", default))));
        Assert.Contains(results, result => result is null);
        Assert.InRange(results.Count(result => result is not null), 64, 299);
    }
}
