using Kalends.Cql.Tests.Real;
using Kalends.Testing.Cassandra;

[assembly: AssemblyFixture(typeof(RealCluster))]

namespace Kalends.Cql.Tests.Real;

/// <summary>Three nodes that anybody may talk to, in a network of their own.</summary>
public sealed class RealCluster() : TestCluster(new CassandraSettings { SyncsWrites = true, OwnNetwork = true });
