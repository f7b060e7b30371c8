using Kalends.Server.Hosting;
using Kalends.Server.Roles;
using Kalends.Storage.Cluster;
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

    [Fact]
    public void A_cluster_is_read_with_replicas_and_with_what_is_behind_a_Spider_front()
    {
        const string Server = "Kalends:MySql:Servers:0:";
        var cluster = Read(
            ("Kalends:Storage", "cluster"), ("Kalends:Cassandra:ContactPoints", "10.0.0.1, 10.0.0.2"), ("Kalends:Redis", "10.0.0.9:6379"),
            (Server + "Name", "front"), (Server + "ConnectionString", "Server=10.0.1.1"), (Server + "Slots", "0-4095"), (Server + "ReadReplicas:0", "Server=10.0.1.2"),
            (Server + "SpiderShards:0:Name", "a"), (Server + "SpiderShards:0:ConnectionString", "Server=10.0.2.1"),
            (Server + "SpiderShards:1:Name", "b"), (Server + "SpiderShards:1:ConnectionString", "Server=10.0.2.2")).Cluster!;
        Assert.Equal(["10.0.0.1", "10.0.0.2"], cluster.Cassandra.ContactPoints);
        Assert.Equal("10.0.0.9:6379", cluster.Redis);
        var server = Assert.Single(cluster.MySql);
        Assert.Equal(("front", "Server=10.0.1.1", SlotRange.All), (server.Name, server.ConnectionString, Assert.Single(server.Slots)));
        Assert.Equal(["Server=10.0.1.2"], server.ReadReplicas);
        Assert.Equal([new("a", "Server=10.0.2.1"), new("b", "Server=10.0.2.2")], server.SpiderShards);
    }

    private static ServerOptions Read(params (string Key, string Value)[] settings) => ServerOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());
}
