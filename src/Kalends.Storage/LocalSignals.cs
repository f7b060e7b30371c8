using System.Collections.Immutable;
using Kalends.Domain.Calendars;

namespace Kalends.Storage;

/// <summary>News within the one process.</summary>
internal sealed class LocalSignals : ISignals
{
    private ImmutableArray<Subscription> subscriptions = [];

    public void Changed(CalendarId calendar, long sequence)
    {
        foreach (Subscription subscription in subscriptions) subscription.OnChanged(calendar, sequence);
    }

    public IDisposable Subscribe(Action<CalendarId, long> onChanged)
    {
        var subscription = new Subscription(this, onChanged);
        ImmutableInterlocked.Update(ref subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    private sealed class Subscription(LocalSignals signals, Action<CalendarId, long> onChanged) : IDisposable
    {
        public Action<CalendarId, long> OnChanged { get; } = onChanged;

        public void Dispose() => ImmutableInterlocked.Update(ref signals.subscriptions, static (all, gone) => all.Remove(gone), this);
    }
}
