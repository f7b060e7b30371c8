using Kalends.Testing.Contract;

namespace Kalends.Storage.Tests.Cassandra;

public sealed class Cassandra_events(CassandraServers servers) : EventContract(new CassandraLab(servers));

public sealed class Cassandra_room(CassandraServers servers) : RoomContract(new CassandraLab(servers));

public sealed class Cassandra_feeds(CassandraServers servers) : FeedContract(new CassandraLab(servers));

public sealed class Cassandra_occurrences(CassandraServers servers) : OccurrenceContract(new CassandraLab(servers));

public sealed class Cassandra_busy_time(CassandraServers servers) : BusyContract(new CassandraLab(servers));

public sealed class Cassandra_notifications(CassandraServers servers) : NotificationContract(new CassandraLab(servers));

public sealed class Cassandra_delivery(CassandraServers servers) : DeliveryContract(new CassandraLab(servers));

public sealed class Cassandra_interchange(CassandraServers servers) : InterchangeContract(new CassandraLab(servers));
