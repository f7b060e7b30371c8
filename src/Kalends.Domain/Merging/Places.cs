using System.Buffers.Binary;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Domain.Time;

namespace Kalends.Domain.Merging;

/// <summary>A place in an event, and the zone that the event's days lie in.</summary>
public sealed record EventAtPlace(Event Event, long Place, string CalendarZone);

/// <summary>Instances by their place, and the ids of what devices make without a connection.</summary>
public static class Places
{
    /// <summary>The instance at a place of a calendar's event, as a reference; null where there is none.</summary>
    public static InstanceReference? InstanceAt(this DomainRules rules, EventAtPlace place)
    {
        var edit = new EditContext(new Caller(default, default), place.CalendarZone);
        return new PartWriter(rules, edit).FindInstance(place.Event, place.Place) is { } id ? InstanceReference.Of(rules, place.CalendarZone, id) : null;
    }

    /// <summary>
    /// The event that an operation makes: a function of its stamp, so that a repeat makes nothing twice, and of its user, so that nobody
    /// can take the id of another's event.
    /// </summary>
    public static EventId MadeBy(Stamp operation)
    {
        Span<byte> named = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(named, operation.Device.Value);
        BinaryPrimitives.WriteUInt64BigEndian(named[8..], operation.Time);
        return new EventId(InstanceHash.Hash(named));
    }

    /// <summary>The event that has the place now, and the place in it: a series that was split goes on in another.</summary>
    public static (EventId Event, long Place)? Follow(Event @event, long place)
    {
        if (@event.Merge is not { Cuts.IsEmpty: false } record) return null;
        var cut = record.Cuts.Where(cut => cut.Place <= place).OrderBy(cut => cut.Place).LastOrDefault();
        return cut is null ? null : (cut.Successor, place - cut.Place);
    }
}
