using System.Security.Cryptography;
using StackExchange.Redis;

namespace Kalends.Storage.Cluster.Redis;

/// <summary>This process' connection to Redis, which is connected to again by itself. Without a configuration there is none, ever.</summary>
/// <param name="configuration">As the client reads it: <c>host:6379,password=…</c>.</param>
/// <param name="keyspace">Keeps apart installations that share a Redis.</param>
internal sealed class RedisLink(string? configuration, string keyspace) : IAsyncDisposable
{
    private const int TimeoutMilliseconds = 1000;
    private ConnectionMultiplexer? redis;
    private long upSince = long.MaxValue;

    /// <summary>Called whenever the connection is lost or made anew: whatever was said in between was not heard.</summary>
    public event Action? Interrupted;

    /// <summary>The name of this run of this process.</summary>
    public string Self { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));

    public bool IsConfigured => configuration is not null;

    public bool IsUp => redis is { IsConnected: true };

    /// <summary>Since when the connection has lasted, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public long UpSince => Volatile.Read(ref upSince);

    /// <exception cref="RedisConnectionException">It was never connected to.</exception>
    public ISubscriber Subscriber => Connected.GetSubscriber();

    /// <exception cref="RedisConnectionException">It was never connected to.</exception>
    public IDatabase Database => Connected.GetDatabase();

    private ConnectionMultiplexer Connected =>
        redis ?? throw new RedisConnectionException(ConnectionFailureType.UnableToConnect, CommandFlags.None, "There is no connection to Redis.");

    /// <summary>What something of this installation is called there.</summary>
    public string Name(string name) => $"kalends:{keyspace}:{name}";

    public RedisChannel Channel(string name) => RedisChannel.Literal(Name(name));

    /// <summary>Goes on trying where Redis is not there yet.</summary>
    public async Task Connect()
    {
        if (configuration is null || redis is not null) return;
        var made = await ConnectionMultiplexer.ConnectAsync(Options(configuration));
        made.ConnectionFailed += (_, _) => Interrupt();
        made.ConnectionRestored += (_, _) => Interrupt();
        redis = made;
        Interrupt();
    }

    /// <summary>Short waits, none in line: whoever asks does without.</summary>
    public static ConfigurationOptions Options(string configuration)
    {
        var options = ConfigurationOptions.Parse(configuration);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = options.AsyncTimeout = options.SyncTimeout = TimeoutMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(TimeoutMilliseconds);
        return options;
    }

    public ValueTask DisposeAsync() => redis?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Interrupt()
    {
        Volatile.Write(ref upSince, Environment.TickCount64);
        Interrupted?.Invoke();
    }
}
