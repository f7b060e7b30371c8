using Kalends.Domain.Calendars;

namespace Kalends.Storage;

/// <summary>News of changed calendars between processes; late, repeated or lost at any time.</summary>
public interface ISignals
{
    /// <summary>Tells that the calendar has reached the sequence.</summary>
    void Changed(CalendarId calendar, long sequence);

    /// <summary>Calls back for each piece of news until the subscription is disposed. The callback must not block.</summary>
    IDisposable Subscribe(Action<CalendarId, long> onChanged);
}
