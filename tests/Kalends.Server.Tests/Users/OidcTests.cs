using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Users;

public sealed class OidcTests
{
    private const string Audience = "kalends";

    [Fact]
    public async Task A_token_of_the_configured_issuer_signs_in_the_account_with_its_verified_address()
    {
        await using var issuer = await LocalIssuer.Start();
        await using var server = await Start(issuer);
        var ada = await server.SignUp();
        var token = issuer.Sign(Claims(ada.Email));
        Assert.Equal(ada.UserId, (await new TestUser(server.Http, token).Get("/users/me")).Must(200).Text("userId"));
        (await new TestUser(server.Http, token).Delete("/sessions/current")).MustBeProblem(403);
    }

    [Theory]
    [InlineData("email", "somebody.else@example.org")]
    [InlineData("email_verified", false)]
    [InlineData("aud", "another service")]
    [InlineData("iss", "http://127.0.0.1:1")]
    [InlineData("exp", 1_700_000_000L)]
    public async Task A_token_that_is_not_quite_right_signs_nobody_in(string claim, object value)
    {
        await using var issuer = await LocalIssuer.Start();
        await using var server = await Start(issuer);
        var claims = Claims((await server.SignUp()).Email);
        claims[claim] = value;
        (await new TestUser(server.Http, issuer.Sign(claims)).Get("/users/me")).MustBeProblem(401);
    }

    [Fact]
    public async Task A_token_signed_by_another_key_or_by_none_signs_nobody_in()
    {
        await using var issuer = await LocalIssuer.Start();
        await using var other = await LocalIssuer.Start();
        await using var server = await Start(issuer);
        var claims = Claims((await server.SignUp()).Email);
        claims["iss"] = issuer.Address;
        (await new TestUser(server.Http, other.Sign(claims)).Get("/users/me")).MustBeProblem(401);
        (await new TestUser(server.Http, LocalIssuer.Unsigned(claims)).Get("/users/me")).MustBeProblem(401);
    }

    [Fact]
    public async Task Without_an_issuer_in_the_configuration_no_such_token_counts()
    {
        await using var issuer = await LocalIssuer.Start();
        await using var server = await TestServer.Start();
        var ada = await server.SignUp();
        (await new TestUser(server.Http, issuer.Sign(Claims(ada.Email))).Get("/users/me")).MustBeProblem(401);
    }

    private static Dictionary<string, object> Claims(string email) => new()
    {
        ["sub"] = "1",
        ["aud"] = Audience,
        ["email"] = email,
        ["email_verified"] = true,
        ["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(),
    };

    private static Task<TestServer> Start(LocalIssuer issuer) => TestServer.Start(new TestSetup
    {
        Arguments = ["--Kalends:Oidc:Authority", issuer.Address, "--Kalends:Oidc:Audience", Audience],
    });
}
