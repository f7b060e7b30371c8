using System.Net;

namespace Kalends.Testing.Cassandra;

/// <summary>
/// Addresses of loopback that no other test run of this machine uses. Every node listens on the same ports, each at its own address,
/// so several runs go on side by side.
/// </summary>
internal sealed class LoopbackBlock : IDisposable
{
    private const int Blocks = 50;
    private readonly MachineLock _claim;
    private readonly string _name;
    private readonly byte _network;

    private LoopbackBlock(MachineLock claim, (string Name, byte Network, int Number) block)
    {
        _claim = claim;
        (_name, _network, Number) = block;
    }

    /// <summary>Of this block among those of its kind.</summary>
    public int Number { get; }

    /// <summary>Where this run's nodes keep everything; the claim makes it ours alone.</summary>
    public string Folder => Path.Combine(Path.GetTempPath(), $"{_name}-{Number}");

    /// <param name="name">Of the folders and locks of this kind of run.</param>
    /// <param name="network">The second byte of its addresses.</param>
    public static LoopbackBlock Claim(string name, byte network)
    {
        for (var number = 1; number <= Blocks; number++)
        {
            var claim = MachineLock.TryTake(Path.Combine(Path.GetTempPath(), name, $"{number}.lock"));
            if (claim is not null) return new LoopbackBlock(claim, (name, network, number));
        }
        throw new InvalidOperationException($"All {Blocks} blocks of loopback addresses are taken.");
    }

    public IPAddress Address(int node) => new([127, _network, (byte)Number, (byte)(node + 1)]);

    public void Dispose() => _claim.Dispose();
}
