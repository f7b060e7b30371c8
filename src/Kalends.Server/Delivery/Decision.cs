using Kalends.Domain.Calendars;
using Kalends.Domain.Notifications;
using NodaTime;

namespace Kalends.Server.Delivery;

/// <summary>What is to be done with one due notification.</summary>
/// <param name="Due">As it was claimed.</param>
internal abstract record Decision(Notification Due)
{
    /// <summary>Hand it over.</summary>
    /// <param name="Due">As it was claimed.</param>
    /// <param name="Message">What is told.</param>
    /// <param name="ChangedAt">When somebody last changed what it tells of.</param>
    public sealed record Send(Notification Due, Message Message, Instant ChangedAt) : Decision(Due)
    {
        /// <summary>The event's calendar as the receiver saw it; null where the message is not about one event.</summary>
        public CalendarView? Seen { get; init; }

        /// <summary>How it goes out, where that is known already.</summary>
        public Handover? Handover { get; init; }
    }

    /// <summary>Come back to it.</summary>
    /// <param name="Due">As it was claimed.</param>
    /// <param name="After">As it waits.</param>
    public sealed record Wait(Notification Due, Notification After) : Decision(Due);

    /// <summary>Forget it.</summary>
    /// <param name="Due">As it was claimed.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Drop(Notification Due, DropReason Reason) : Decision(Due);
}
