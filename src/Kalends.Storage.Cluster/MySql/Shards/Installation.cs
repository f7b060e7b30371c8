namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>What all servers of the installation agree on, known once they were asked.</summary>
internal sealed class Installation
{
    private byte[]? addressKey;

    /// <summary>See <see cref="Shards.AddressKey"/>.</summary>
    public byte[] AddressKey
    {
        get => addressKey ?? throw new StorageException("The MySQL servers have not been asked yet.");
        set => addressKey = value;
    }
}
