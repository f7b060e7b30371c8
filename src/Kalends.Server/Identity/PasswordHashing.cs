using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using NSec.Cryptography;

namespace Kalends.Server.Identity;

/// <summary>
/// Argon2id (RFC 9106) with 19 MiB, two passes, one lane, kept in the usual encoded form. At most one hash per core runs at a time, and
/// few wait: log-ins cannot eat the memory of the server.
/// </summary>
internal sealed class PasswordHashing : IDisposable
{
    private const int SaltLength = 16;
    private const int HashLength = 32;
    private const int LongestQueue = 64;

    private static readonly Argon2Parameters Cost = new() { MemorySize = 19 * 1024, NumberOfPasses = 2, DegreeOfParallelism = 1 };

    private readonly ConcurrencyLimiter slots = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Environment.ProcessorCount,
        QueueLimit = LongestQueue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Compared with where there is no account, so that it takes as long.</summary>
    private readonly PasswordHash nobodys = new(Cost, RandomNumberGenerator.GetBytes(SaltLength), RandomNumberGenerator.GetBytes(HashLength));

    /// <summary>The hash to keep, or null when too many wait already.</summary>
    public async ValueTask<string?> Hash(string password, CancellationToken cancellation)
    {
        using var slot = await slots.AcquireAsync(1, cancellation);
        if (!slot.IsAcquired) return null;
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new PasswordHash(Cost, salt, Derive(password, Cost, salt, HashLength)).ToString();
    }

    /// <summary>Whether it is the password behind the hash; null when too many wait already.</summary>
    /// <param name="password">As sent.</param>
    /// <param name="kept">The hash, or null where there is no account: the work is the same, and the answer is false.</param>
    /// <param name="cancellation">Ends the wait, not the hash.</param>
    public async ValueTask<bool?> Verify(string password, string? kept, CancellationToken cancellation)
    {
        using var slot = await slots.AcquireAsync(1, cancellation);
        if (!slot.IsAcquired) return null;
        var expected = kept is null ? nobodys : PasswordHash.Read(kept);
        var actual = Derive(password, expected.Cost, expected.Salt, expected.Hash.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected.Hash) && kept is not null;
    }

    public void Dispose() => slots.Dispose();

    /// <summary>Hashes UTF-8: the library's own overload for strings would hash something that no other Argon2 agrees with.</summary>
    private static byte[] Derive(string password, Argon2Parameters cost, byte[] salt, int length) =>
        PasswordBasedKeyDerivationAlgorithm.Argon2id(cost).DeriveBytes(Encoding.UTF8.GetBytes(password), salt, length);
}
