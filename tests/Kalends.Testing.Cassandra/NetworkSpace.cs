using System.Net;

namespace Kalends.Testing.Cassandra;

/// <summary>
/// A network namespace for the nodes of one cluster, joined to the machine by a pair of virtual Ethernet devices. What is done to its
/// network is done to nothing else of the machine, and is gone with it. Needs root.
/// </summary>
internal sealed class NetworkSpace : IAsyncDisposable
{
    private readonly int _number;

    private NetworkSpace(int number) => _number = number;

    private string Name => $"kalends-{_number}";

    private string Outside => $"kalends{_number}o";

    private string Inside => $"kalends{_number}i";

    /// <summary>Addresses that the Internet has set apart for tests of networks (RFC 2544).</summary>
    public static IPAddress Address(int number, int host) => new([198, 18, (byte)number, (byte)host]);

    /// <param name="number">Of the block of addresses that its cluster has claimed, so nobody else has it.</param>
    /// <param name="addresses">Of the nodes.</param>
    public static async Task<NetworkSpace> MakeAsync(int number, IEnumerable<IPAddress> addresses)
    {
        var space = new NetworkSpace(number);
        // A run that was killed may have left it behind.
        await space.DisposeAsync();
        await Tools.RunAsync("ip", "netns", "add", space.Name);
        await Tools.RunAsync("ip", "link", "add", space.Outside, "type", "veth", "peer", "name", space.Inside, "netns", space.Name);
        await Tools.RunAsync("ip", "address", "add", $"{Address(number, 254)}/24", "dev", space.Outside);
        await Tools.RunAsync("ip", "link", "set", space.Outside, "up");
        foreach (var address in addresses)
            await Tools.RunAsync("ip", "-n", space.Name, "address", "add", $"{address}/24", "dev", space.Inside);
        await Tools.RunAsync("ip", "-n", space.Name, "link", "set", space.Inside, "up");
        await Tools.RunAsync("ip", "-n", space.Name, "link", "set", "lo", "up");
        return space;
    }

    /// <summary>What has to stand before a program's name for it to run inside.</summary>
    public string[] Entering => ["ip", "netns", "exec", Name];

    /// <summary>Drops every packet between outside and an address inside, or no longer; those inside go on talking to each other.</summary>
    public async Task CutAsync(IPAddress address, bool isCut)
    {
        var change = isCut ? "-I" : "-D";
        await Tools.RunAsync("ip", [.. Entering[1..], "iptables", "-w", change, "INPUT", "-i", Inside, "-d", $"{address}", "-j", "DROP"]);
        await Tools.RunAsync("ip", [.. Entering[1..], "iptables", "-w", change, "OUTPUT", "-o", Inside, "-s", $"{address}", "-j", "DROP"]);
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists($"/sys/class/net/{Outside}")) await Tools.RunAsync("ip", "link", "delete", Outside);
        if (File.Exists($"/run/netns/{Name}")) await Tools.RunAsync("ip", "netns", "delete", Name);
    }
}
