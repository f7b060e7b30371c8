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
    private readonly int _number;

    private LoopbackBlock(MachineLock claim, int number)
    {
        _claim = claim;
        _number = number;
    }

    /// <summary>Where this run's nodes keep everything; the claim makes it ours alone.</summary>
    public string Folder => Path.Combine(Path.GetTempPath(), $"kalends-cassandra-{_number}");

    public static LoopbackBlock Claim()
    {
        for (var number = 1; number <= Blocks; number++)
        {
            var claim = MachineLock.TryTake(Path.Combine(Path.GetTempPath(), "kalends-cassandra", $"{number}.lock"));
            if (claim is not null) return new LoopbackBlock(claim, number);
        }
        throw new InvalidOperationException($"All {Blocks} blocks of loopback addresses are taken.");
    }

    public IPAddress Address(int node) => new([127, 77, (byte)_number, (byte)(node + 1)]);

    public void Dispose() => _claim.Dispose();
}
