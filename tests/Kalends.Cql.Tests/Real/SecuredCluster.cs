using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Kalends.Cql.Tests.Real;
using Kalends.Testing.Cassandra;

[assembly: AssemblyFixture(typeof(SecuredCluster))]

namespace Kalends.Cql.Tests.Real;

/// <summary>A node that wants TLS and a password.</summary>
public sealed class SecuredCluster() : TestCluster(new CassandraSettings { Nodes = 1, Password = true, Tls = true })
{
    public override CqlOptions OptionsFor(CassandraCluster cluster)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(cluster.Certificate!);
        return base.OptionsFor(cluster) with
        {
            User = "cassandra",
            Password = "cassandra",
            // The server's own keyspaces want two nodes for more.
            Consistency = Consistency.One,
            Tls = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        };
    }

    /// <summary>The first user is made some seconds after the node takes connections.</summary>
    private protected override async Task<CqlSession> FirstSessionAsync(CqlOptions options)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await CqlSession.ConnectAsync(options);
            }
            catch (CqlException early) when (i < 120 && IsAboutLogin(early.Error))
            {
                await Task.Delay(500);
            }
        }
    }

    private static bool IsAboutLogin(CqlError error) => error is CqlError.BadCredentials
        || (error is CqlError.NoHostAvailable { Attempts: var attempts } && attempts.All(attempt => IsAboutLogin(attempt.Value)));
}
