using System.Net;

namespace Kalends.Cql.Topology;

/// <summary>What the cluster tells about a node.</summary>
internal sealed record HostFacts(IPEndPoint EndPoint, string Datacenter, string Rack, IReadOnlyList<long> Tokens);
