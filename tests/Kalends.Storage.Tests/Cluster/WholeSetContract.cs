using Kalends.Storage.Cluster;
using Kalends.Storage.Cluster.Cassandra;
using Kalends.Storage.Cluster.Redis;
using Kalends.Storage.Tests.Cassandra;
using Kalends.Testing.Cluster;
using Kalends.Testing.Contract;

namespace Kalends.Storage.Tests.Cluster;

/// <summary>The whole set: two MySQL servers and three Cassandra nodes.</summary>
public class WholeSetLab(ClusterServers servers, CassandraServers cassandra) : TwoShardsLab(servers)
{
    public override int Haste => 10;

    private protected override async Task<ICalendarPartitions> Partitions(RedisParts redis) => new SharedPartitions(new CassandraPartitions(
        await cassandra.MakeOptions() with { Room = Room }, await cassandra.GetDatabase(), CassandraServers.Shell with { Copies = redis.Copies, Ranges = redis.Ranges }));
}

/// <summary>The whole set with Redis, so that what is read may come from copies and pages.</summary>
public sealed class RedisLab(ClusterServers servers, CassandraServers cassandra) : WholeSetLab(servers, cassandra)
{
    protected override async Task<string?> Redis() => (await Servers.Redis()).Configuration;
}

public sealed class WholeSet_users(ClusterServers servers, CassandraServers cassandra) : UserContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_calendars(ClusterServers servers, CassandraServers cassandra) : CalendarContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_events(ClusterServers servers, CassandraServers cassandra) : EventContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_room(ClusterServers servers, CassandraServers cassandra) : RoomContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_feeds(ClusterServers servers, CassandraServers cassandra) : FeedContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_occurrences(ClusterServers servers, CassandraServers cassandra) : OccurrenceContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_busy_time(ClusterServers servers, CassandraServers cassandra) : BusyContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_notifications(ClusterServers servers, CassandraServers cassandra)
    : NotificationContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_delivery(ClusterServers servers, CassandraServers cassandra) : DeliveryContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_receivers(ClusterServers servers, CassandraServers cassandra) : ReceiverContract(new WholeSetLab(servers, cassandra));

public sealed class WholeSet_leases(ClusterServers servers, CassandraServers cassandra) : LeaseContract(new WholeSetLab(servers, cassandra));

public sealed class RedisSet_calendars(ClusterServers servers, CassandraServers cassandra) : CalendarContract(new RedisLab(servers, cassandra));

public sealed class RedisSet_events(ClusterServers servers, CassandraServers cassandra) : EventContract(new RedisLab(servers, cassandra));

public sealed class RedisSet_occurrences(ClusterServers servers, CassandraServers cassandra) : OccurrenceContract(new RedisLab(servers, cassandra));
