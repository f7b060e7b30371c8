using System.Globalization;
using System.Security.Cryptography;
using Kalends.Domain.Calendars;
using StackExchange.Redis;

namespace Kalends.Storage.Cluster.Redis;

/// <summary>
/// News between processes by publish and subscribe; within this one it does not go by way of Redis. While Redis is slow or gone, news are
/// lost and nobody waits for them; it is connected to again by itself.
/// </summary>
internal sealed class RedisSignals(string? configuration) : ISignals, IAsyncDisposable
{
    private const int TimeoutMilliseconds = 1000;
    private static readonly RedisChannel Channel = RedisChannel.Literal("kalends:changed");

    private readonly string self = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
    private readonly LocalSignals local = new();
    private ConnectionMultiplexer? redis;

    /// <summary>
    /// Goes on trying where Redis is not there yet; until then, and where none is configured, news stay in this process.
    /// </summary>
    public async Task Connect()
    {
        if (configuration is null || redis is not null) return;
        var options = ConfigurationOptions.Parse(configuration);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = options.AsyncTimeout = options.SyncTimeout = TimeoutMilliseconds;
        options.ReconnectRetryPolicy = new LinearRetry(TimeoutMilliseconds);
        redis = await ConnectionMultiplexer.ConnectAsync(options);
        await redis.GetSubscriber().SubscribeAsync(Channel, (_, message) => Hear(message), CommandFlags.FireAndForget);
    }

    public void Changed(CalendarId calendar, long sequence)
    {
        local.Changed(calendar, sequence);
        try
        {
            redis?.GetSubscriber().Publish(
                Channel, string.Create(CultureInfo.InvariantCulture, $"{self} {calendar.Value} {sequence}"), CommandFlags.FireAndForget);
        }
        catch (RedisException)
        {
            return; // news may be lost
        }
    }

    public IDisposable Subscribe(Action<CalendarId, long> onChanged) => local.Subscribe(onChanged);

    public ValueTask DisposeAsync() => redis?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Hear(RedisValue message)
    {
        if (message.ToString().Split(' ') is [var sender, var calendar, var sequence] && sender != self
            && long.TryParse(calendar, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            local.Changed(new CalendarId(id), number);
    }
}
