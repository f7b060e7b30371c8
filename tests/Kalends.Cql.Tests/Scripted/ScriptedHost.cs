using System.Net;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>A host of a scripted cluster, and what the cluster tells of it; to be changed while it runs.</summary>
internal sealed class ScriptedHost(IPAddress address, Behaviour behaviour)
{
    public IPAddress Address => address;

    public Behaviour Behaviour => behaviour;

    public int Token => address.GetAddressBytes()[^1] * 1000;

    public string Datacenter { get; set; } = "dc";

    /// <summary>Whether the others tell of it.</summary>
    public bool IsMember { get; set; } = true;

    public Guid SchemaVersion { get; set; }

    /// <summary>Where it listens; null while it is down.</summary>
    public ScriptedServer? Server { get; set; }
}
