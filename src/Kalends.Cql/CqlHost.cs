using System.Net;

namespace Kalends.Cql;

/// <summary>A node of the cluster as the session sees it at one moment.</summary>
/// <param name="EndPoint">Where it takes CQL.</param>
/// <param name="Datacenter">Its datacenter.</param>
/// <param name="Rack">Its rack.</param>
/// <param name="IsUp">Whether the session has a working connection to it.</param>
public sealed record CqlHost(IPEndPoint EndPoint, string Datacenter, string Rack, bool IsUp);
