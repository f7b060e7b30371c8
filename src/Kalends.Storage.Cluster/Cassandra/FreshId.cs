using System.Security.Cryptography;

namespace Kalends.Storage.Cluster.Cassandra;

/// <summary>Ids of what the store itself keeps.</summary>
internal static class FreshId
{
    private const int Size = 16;

    public static Guid Make() => new(RandomNumberGenerator.GetBytes(Size));
}
