using Kalends.Testing.Contract;

namespace Kalends.Storage.Tests.Embedded;

public sealed class Embedded_users() : UserContract(new EmbeddedLab());

public sealed class Embedded_calendars() : CalendarContract(new EmbeddedLab());

public sealed class Embedded_events() : EventContract(new EmbeddedLab());

public sealed class Embedded_room() : RoomContract(new EmbeddedLab());

public sealed class Embedded_files() : FileContract(new EmbeddedLab());

public sealed class Embedded_interchange() : InterchangeContract(new EmbeddedLab());

public sealed class Embedded_feeds() : FeedContract(new EmbeddedLab());

public sealed class Embedded_occurrences() : OccurrenceContract(new EmbeddedLab());

public sealed class Embedded_busy_time() : BusyContract(new EmbeddedLab());

public sealed class Embedded_notifications() : NotificationContract(new EmbeddedLab());

public sealed class Embedded_delivery() : DeliveryContract(new EmbeddedLab());

public sealed class Embedded_receivers() : ReceiverContract(new EmbeddedLab());

public sealed class Embedded_leases() : LeaseContract(new EmbeddedLab());
