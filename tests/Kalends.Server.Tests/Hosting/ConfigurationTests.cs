using Kalends.Server.Hosting;
using Kalends.Server.Roles;
using Microsoft.Extensions.Configuration;

namespace Kalends.Server.Tests.Hosting;

public sealed class ConfigurationTests
{
    [Fact]
    public void Without_a_word_everything_has_its_default()
    {
        var options = Read();
        Assert.Equal(Path.GetFullPath("data"), options.DataDirectory);
        Assert.Equal(RoleSet.All, options.Roles);
        Assert.True(options.RateLimits.Enabled);
        Assert.Equal(1024 * 1024, options.Requests.BodyBytes);
        Assert.Null(options.Oidc);
    }

    [Theory]
    [InlineData("api", true, false, false)]
    [InlineData("worker,notifier", false, true, true)]
    [InlineData(" Notifier , api ", true, false, true)]
    public void Roles_are_a_list_of_words(string text, bool api, bool worker, bool notifier) =>
        Assert.Equal(new RoleSet(api, worker, notifier), Read(("roles", text)).Roles);

    [Theory]
    [InlineData("roles", "api,kitchen", "roles")]
    [InlineData("roles", ",", "roles")]
    [InlineData("Kalends:RateLimits:Enabled", "yes", "Kalends:RateLimits:Enabled")]
    [InlineData("Kalends:Limits:BodyBytes", "-1", "Kalends:Limits:BodyBytes")]
    [InlineData("Kalends:Limits:RequestTime", "soon", "Kalends:Limits:RequestTime")]
    [InlineData("Kalends:SessionLifetime", "00:00:00", "Kalends:SessionLifetime")]
    [InlineData("Kalends:Oidc:Authority", "https://id.example.org", "Kalends:Oidc:Audience")]
    public void What_cannot_be_read_stops_the_start_and_is_named(string key, string value, string named)
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() => Read((key, value)));
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_issuer_must_be_reached_over_tls()
    {
        Assert.Throws<InvalidConfigurationException>(() => Read(("Kalends:Oidc:Authority", "http://id.example.org"), ("Kalends:Oidc:Audience", "k")));
        Assert.NotNull(Read(("Kalends:Oidc:Authority", "http://127.0.0.1:9"), ("Kalends:Oidc:Audience", "k")).Oidc);
    }

    private static ServerOptions Read(params (string Key, string Value)[] settings) => ServerOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());
}
