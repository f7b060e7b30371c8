using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kalends.Server.Tests.Running;

/// <summary>The least of an OpenID Connect provider: discovery, one key, tokens signed with it (RS256).</summary>
internal sealed class LocalIssuer : IAsyncDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private readonly WebApplication app;

    private LocalIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"]);
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Address, jwks_uri = $"{Address}/keys" }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { PublicKey() } }));
    }

    public string Address => app.Urls.Single();

    public static async Task<LocalIssuer> Start()
    {
        var issuer = new LocalIssuer();
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>A token whose issuer is this one, unless the claims say otherwise.</summary>
    public string Sign(Dictionary<string, object> claims)
    {
        var issued = new Dictionary<string, object>(claims);
        issued.TryAdd("iss", Address);
        var content = Content(new { alg = "RS256", typ = "JWT", kid = "one" }, issued);
        var signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    public static string Unsigned(Dictionary<string, object> claims) => Content(new { alg = "none", typ = "JWT" }, claims) + ".";

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private static string Content(object header, object claims) =>
        $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";

    private object PublicKey()
    {
        var numbers = key.ExportParameters(false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = "one", n = Base64Url.EncodeToString(numbers.Modulus), e = Base64Url.EncodeToString(numbers.Exponent) };
    }
}
