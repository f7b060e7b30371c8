using Kalends.Domain.Identity;
using Kalends.Domain.Time;

namespace Kalends.Domain.Events;

/// <summary>An attendee's answer to one instance of a series, where it differs from the answer to the whole.</summary>
public sealed record Answer(EmailAddress Attendee, EventTime OriginalStart, ResponseStatus Response);
