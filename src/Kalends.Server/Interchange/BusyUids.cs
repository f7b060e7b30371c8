using System.Security.Cryptography;
using Kalends.Domain.Occurrences;
using Kalends.Server.Hosting;

namespace Kalends.Server.Interchange;

/// <summary>UIDs of busy time: the same each time, and saying nothing of the event behind it.</summary>
internal sealed class BusyUids(ServerSecret secret)
{
    private const int Length = 16;

    private readonly byte[] key = secret.DeriveKey("busy-uids");

    public string Of(OccurrenceId occurrence) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, occurrence.Value.ToByteArray(bigEndian: true)).AsSpan(0, Length));
}
