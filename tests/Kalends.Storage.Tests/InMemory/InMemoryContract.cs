using Kalends.Testing.Contract;

namespace Kalends.Storage.Tests.InMemory;

public sealed class InMemory_users() : UserContract(new InMemoryLab());

public sealed class InMemory_calendars() : CalendarContract(new InMemoryLab());

public sealed class InMemory_events() : EventContract(new InMemoryLab());

public sealed class InMemory_files() : FileContract(new InMemoryLab());

public sealed class InMemory_interchange() : InterchangeContract(new InMemoryLab());

public sealed class InMemory_room() : RoomContract(new InMemoryLab());

public sealed class InMemory_feeds() : FeedContract(new InMemoryLab());

public sealed class InMemory_occurrences() : OccurrenceContract(new InMemoryLab());

public sealed class InMemory_busy_time() : BusyContract(new InMemoryLab());

public sealed class InMemory_notifications() : NotificationContract(new InMemoryLab());

public sealed class InMemory_delivery() : DeliveryContract(new InMemoryLab());

public sealed class InMemory_receivers() : ReceiverContract(new InMemoryLab());

public sealed class InMemory_leases() : LeaseContract(new InMemoryLab());
