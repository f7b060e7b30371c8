using System.Net;
using System.Text.Json.Nodes;

namespace Kalends.Testing.Cassandra;

/// <summary>The files of one node: configuration, data, logs.</summary>
internal sealed class NodeFolder(string path, string package, IPAddress address)
{
    public const int CqlPort = 9042;

    private const string Logback = """
        <configuration>
          <appender name="FILE" class="ch.qos.logback.core.FileAppender">
            <file>${cassandra.storagedir}/system.log</file>
            <encoder><pattern>%-5level %date{HH:mm:ss,SSS} %msg%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="FILE" /></root>
        </configuration>
        """;

    public string Path => path;

    public string Log => System.IO.Path.Combine(path, "system.log");

    public string Console => System.IO.Path.Combine(path, "console.log");

    private string Configuration => System.IO.Path.Combine(path, "conf");

    private string Jars => System.IO.Path.Combine(package, "apache-cassandra-2.1.0", "lib");

    /// <summary>What java is started with.</summary>
    public string[] JavaArguments(CassandraSettings settings) =>
    [
        $"@{System.IO.Path.Combine(Configuration, "opens.arg")}",
        $"-javaagent:{Jars}/jamm-0.2.6.jar",
        "-Xms320M", "-Xmx320M", "-Xmn96M", "-Xss512k", "-XX:+UseSerialGC",
        .. settings.Optimizes ? Array.Empty<string>() : ["-XX:TieredStopAtLevel=1"],
        "-Djava.net.preferIPv4Stack=true",
        "-Dcassandra.ring_delay_ms=2000",
        "-Dcassandra.skip_wait_for_gossip_to_settle=0",
        "-Dcassandra.consistent.rangemovement=false",
        "-Dlogback.configurationFile=logback.xml",
        $"-Dcassandra.storagedir={path}",
        "-Dcassandra-foreground=yes",
        "-cp", $"{Configuration}:{Jars}/*",
        "org.apache.cassandra.service.CassandraDaemon",
    ];

    public async Task WriteAsync(CassandraSettings settings, IPAddress seed, KeyStore? keys)
    {
        foreach (var folder in new[] { "conf", "data", "commitlog", "saved_caches" })
            Directory.CreateDirectory(System.IO.Path.Combine(path, folder));
        await File.WriteAllTextAsync(System.IO.Path.Combine(Configuration, "logback.xml"), Logback);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Configuration, "opens.arg"), await OpenedPackages.ArgumentsAsync());
        await File.WriteAllTextAsync(System.IO.Path.Combine(Configuration, "cassandra.yaml"), (await YamlAsync(settings, seed, keys)).ToJsonString());
    }

    /// <summary>JSON is YAML, so the package's own cassandra.json with our changes is a configuration.</summary>
    private async Task<JsonObject> YamlAsync(CassandraSettings settings, IPAddress seed, KeyStore? keys)
    {
        var yaml = JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(package, "cassandra.json")))!.AsObject();
        var changes = JsonNode.Parse(Changes(seed, settings.Password))!.AsObject();
        foreach (var (name, value) in changes) yaml[name] = value?.DeepClone();
        if (settings.SyncsWrites)
        {
            yaml.Remove("commitlog_sync_period_in_ms");
            yaml["commitlog_sync"] = "batch";
            yaml["commitlog_sync_batch_window_in_ms"] = 1;
        }
        if (keys is not null) yaml["client_encryption_options"] = Encryption(keys);
        return yaml;
    }

    private string Changes(IPAddress seed, bool password) => $$"""
        {
          "cluster_name": "kalends",
          "num_tokens": 16,
          "auto_bootstrap": false,
          "start_rpc": false,
          "listen_address": "{{address}}",
          "rpc_address": "{{address}}",
          "native_transport_port": {{CqlPort}},
          "seed_provider": [
            { "class_name": "org.apache.cassandra.locator.SimpleSeedProvider", "parameters": [{ "seeds": "{{seed}}" }] }
          ],
          "data_file_directories": ["{{path}}/data"],
          "commitlog_directory": "{{path}}/commitlog",
          "saved_caches_directory": "{{path}}/saved_caches",
          "memtable_heap_space_in_mb": 64,
          "memtable_offheap_space_in_mb": 64,
          "commitlog_segment_size_in_mb": 8,
          "commitlog_total_space_in_mb": 128,
          "concurrent_compactors": 1,
          "file_cache_size_in_mb": 32,
          "key_cache_size_in_mb": 8,
          "counter_cache_size_in_mb": 4,
          "authenticator": "{{(password ? "PasswordAuthenticator" : "AllowAllAuthenticator")}}",
          "authorizer": "{{(password ? "CassandraAuthorizer" : "AllowAllAuthorizer")}}"
        }
        """;

    private static JsonObject Encryption(KeyStore keys) => new()
    {
        ["enabled"] = true,
        ["keystore"] = keys.Path,
        ["keystore_password"] = KeyStore.Password,
        ["protocol"] = "TLSv1.2",
        // The default list of 2.1 has nothing in common with what today's clients offer.
        ["cipher_suites"] = new JsonArray("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
    };
}
