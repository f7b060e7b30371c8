using System.Net.Security;

namespace Kalends.Cql.Tests.Real;

/// <summary>Whom a node that wants TLS and a password lets in, and what for.</summary>
public sealed class SecuredTests(SecuredCluster secured)
{
    [Fact]
    public async Task Who_has_no_right_password_or_does_not_trust_the_node_is_not_connected()
    {
        var options = secured.OptionsFor(await secured.GetAsync());
        await ExpectRefusedAsync<CqlError.BadCredentials>(options with { Password = "wrong" });
        await ExpectRefusedAsync<CqlError.BadCredentials>(options with { User = null });
        await ExpectRefusedAsync<CqlError.ConnectionLost>(options with { Tls = new SslClientAuthenticationOptions() });
        await ExpectRefusedAsync<CqlError.ConnectionLost>(options with { Tls = null, ConnectTimeout = TimeSpan.FromSeconds(1) });
    }

    [Fact]
    public async Task A_certificate_made_out_to_somebody_else_is_refused()
    {
        var options = secured.OptionsFor(await secured.GetAsync());
        var elsewhere = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = options.Tls!.CertificateChainPolicy, TargetHost = "db.example.org",
        };
        await ExpectRefusedAsync<CqlError.ConnectionLost>(options with { Tls = elsewhere });
    }

    [Fact]
    public async Task A_user_without_permission_is_told_so()
    {
        var session = await secured.SessionAsync();
        await session.ExecuteAsync(new CqlStatement("CREATE USER IF NOT EXISTS guest WITH PASSWORD 'guest' NOSUPERUSER"));
        var options = secured.OptionsFor(await secured.GetAsync()) with { User = "guest", Password = "guest" };
        await using var guest = await CqlSession.ConnectAsync(options);
        var refused = await Assert.ThrowsAsync<CqlException>(() => guest.ExecuteAsync(new CqlStatement("SELECT * FROM three.wide")));
        Assert.IsType<CqlError.Unauthorized>(refused.Error);
    }

    private static async Task ExpectRefusedAsync<T>(CqlOptions options)
        where T : CqlError
    {
        var refused = await Assert.ThrowsAsync<CqlException>(() => CqlSession.ConnectAsync(options));
        var error = Assert.IsType<CqlError.NoHostAvailable>(refused.Error);
        Assert.All(error.Attempts, attempt => Assert.IsType<T>(attempt.Value));
    }
}
