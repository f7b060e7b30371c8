using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Kalends.Testing.Cassandra;

namespace Kalends.Cql.Tests.Real;

/// <summary>A node that wants TLS and a password.</summary>
public sealed class SecuredTests : IAsyncLifetime
{
    private CassandraCluster? _cluster;

    public async ValueTask InitializeAsync()
    {
        if (!RealCluster.IsLeftOut)
            _cluster = await CassandraCluster.StartAsync(new CassandraSettings { Nodes = 1, Password = true, Tls = true });
    }

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_session_inside_tls_with_a_password_does_all_that_one_without_does()
    {
        var secured = Options();
        await using var session = await LogInAsync(secured);
        await session.ExecuteAsync(new CqlStatement(
            "CREATE KEYSPACE safe WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"));
        await session.ExecuteAsync(new CqlStatement("CREATE TABLE safe.t (k int PRIMARY KEY, v text)"));
        var insert = await session.PrepareAsync("INSERT INTO safe.t (k, v) VALUES (?, ?)");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => session.ExecuteAsync(insert.Bind().Value(i).Value($"v{i}"))));
        var seen = 0;
        await foreach (var row in session.QueryAsync(new CqlStatement("SELECT k, v FROM safe.t") { PageSize = 30 }))
        {
            Assert.Equal($"v{row.Get<int>(0)}", row.Get<string>(1));
            seen++;
        }
        Assert.Equal(200, seen);

        await session.ExecuteAsync(new CqlStatement("CREATE USER IF NOT EXISTS guest WITH PASSWORD 'guest' NOSUPERUSER"));
        await using var guest = await LogInAsync(secured with { User = "guest", Password = "guest" });
        var refused = await Assert.ThrowsAsync<CqlException>(() => guest.ExecuteAsync(new CqlStatement("SELECT * FROM safe.t")));
        Assert.IsType<CqlError.Unauthorized>(refused.Error);

        await ExpectRefusedAsync<CqlError.BadCredentials>(secured with { Password = "wrong" });
        await ExpectRefusedAsync<CqlError.BadCredentials>(secured with { User = null });
        await ExpectRefusedAsync<CqlError.ConnectionLost>(secured with { Tls = new SslClientAuthenticationOptions() });
        await ExpectRefusedAsync<CqlError.ConnectionLost>(secured with { Tls = null, ConnectTimeout = TimeSpan.FromSeconds(1) });
    }

    private CqlOptions Options()
    {
        Assert.SkipWhen(RealCluster.IsLeftOut, "KALENDS_TEST_QUICK=1 leaves out Apache Cassandra.");
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(_cluster!.Certificate!);
        return RealCluster.OptionsFor(_cluster) with
        {
            User = "cassandra",
            Password = "cassandra",
            Consistency = Consistency.One,
            Tls = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        };
    }

    /// <summary>The first user is made some seconds after the node takes connections.</summary>
    private static async Task<CqlSession> LogInAsync(CqlOptions options)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await CqlSession.ConnectAsync(options);
            }
            catch (CqlException early) when (i < 60 && IsAboutLogin(early.Error))
            {
                await Task.Delay(500);
            }
        }
    }

    private static bool IsAboutLogin(CqlError error) => error is CqlError.BadCredentials
        || (error is CqlError.NoHostAvailable { Attempts: var attempts } && attempts.All(attempt => IsAboutLogin(attempt.Value)));

    private static async Task ExpectRefusedAsync<T>(CqlOptions options)
        where T : CqlError
    {
        var refused = await Assert.ThrowsAsync<CqlException>(() => CqlSession.ConnectAsync(options));
        var error = Assert.IsType<CqlError.NoHostAvailable>(refused.Error);
        Assert.All(error.Attempts, attempt => Assert.IsType<T>(attempt.Value));
    }
}
