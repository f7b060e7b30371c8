using Kalends.Storage.Events;
using Kalends.Storage.Notifications;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Cluster;

/// <summary>What lies in partitions by calendar, by user and week, or by due minute.</summary>
internal interface ICalendarPartitions : IStoreGroup
{
    /// <summary>Events, history, reminders and change feeds.</summary>
    IEventStore Events { get; }

    /// <summary>The projection.</summary>
    IOccurrenceStore Occurrences { get; }

    /// <summary>Due messages.</summary>
    INotificationStore Notifications { get; }
}
