using System.Globalization;
using Kalends.Domain.Calendars;
using StackExchange.Redis;

namespace Kalends.Storage.Cluster.Redis;

/// <summary>
/// News between processes by publish and subscribe; within this one it does not go by way of Redis. While Redis is slow or gone, news are
/// lost and nobody waits for them.
/// </summary>
internal sealed class RedisSignals(RedisLink link) : ISignals
{
    private readonly RedisChannel channel = link.Channel("changed");
    private readonly LocalSignals local = new();

    /// <summary>Listens as soon as there is a connection; until then, and where none is configured, news stay in this process.</summary>
    public Task Listen() => link.IsConfigured
        ? link.Subscriber.SubscribeAsync(channel, (_, message) => Hear(message), CommandFlags.FireAndForget)
        : Task.CompletedTask;

    public void Changed(CalendarId calendar, long sequence)
    {
        local.Changed(calendar, sequence);
        if (!link.IsUp) return;
        try
        {
            link.Subscriber.Publish(
                channel, string.Create(CultureInfo.InvariantCulture, $"{link.Self} {calendar.Value} {sequence}"), CommandFlags.FireAndForget);
        }
        catch (RedisException)
        {
            return; // news may be lost
        }
    }

    public IDisposable Subscribe(Action<CalendarId, long> onChanged) => local.Subscribe(onChanged);

    private void Hear(RedisValue message)
    {
        if (message.ToString().Split(' ') is [var sender, var calendar, var sequence] && sender != link.Self
            && long.TryParse(calendar, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            local.Changed(new CalendarId(id), number);
    }
}
