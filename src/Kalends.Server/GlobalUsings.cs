// An event's id, not a log message's.
global using EventId = Kalends.Domain.Events.EventId;
