using Kalends.Testing.Contract;

namespace Kalends.Storage.Tests.Cluster;

public sealed class OneServer_users(ClusterServers servers) : UserContract(new OneServerLab(servers));

public sealed class OneServer_calendars(ClusterServers servers) : CalendarContract(new OneServerLab(servers));

public sealed class OneServer_files(ClusterServers servers) : FileContract(new OneServerLab(servers));

public sealed class OneServer_receivers(ClusterServers servers) : ReceiverContract(new OneServerLab(servers));

public sealed class OneServer_leases(ClusterServers servers) : LeaseContract(new OneServerLab(servers));

public sealed class TwoShards_users(ClusterServers servers) : UserContract(new TwoShardsLab(servers));

public sealed class TwoShards_calendars(ClusterServers servers) : CalendarContract(new TwoShardsLab(servers));

public sealed class TwoShards_files(ClusterServers servers) : FileContract(new TwoShardsLab(servers));

public sealed class TwoShards_receivers(ClusterServers servers) : ReceiverContract(new TwoShardsLab(servers));

public sealed class TwoShards_leases(ClusterServers servers) : LeaseContract(new TwoShardsLab(servers));

public sealed class Spider_users(ClusterServers servers) : UserContract(new SpiderLab(servers));

public sealed class Spider_calendars(ClusterServers servers) : CalendarContract(new SpiderLab(servers));

public sealed class Spider_files(ClusterServers servers) : FileContract(new SpiderLab(servers));

public sealed class Spider_receivers(ClusterServers servers) : ReceiverContract(new SpiderLab(servers));

public sealed class Spider_leases(ClusterServers servers) : LeaseContract(new SpiderLab(servers));
