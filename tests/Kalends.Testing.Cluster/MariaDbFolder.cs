using System.Globalization;
using System.Net;
using Kalends.Testing.Cassandra;

namespace Kalends.Testing.Cluster;

/// <summary>The files of one server, made as a copy of an empty one.</summary>
internal sealed class MariaDbFolder(string path, IPAddress address, MariaDbSettings settings)
{
    public const int Port = 3306;

    /// <summary>
    /// Both users come from loopback only. The program's is as little as it should be: it cannot write to a server that is read-only.
    /// </summary>
    private const string Users = """
        SET SESSION sql_log_bin = 0;
        CREATE USER IF NOT EXISTS app@'127.%' IDENTIFIED BY 'app';
        GRANT ALL ON *.* TO app@'127.%';
        REVOKE READ ONLY ADMIN, SUPER, BINLOG ADMIN, REPLICATION SLAVE ADMIN ON *.* FROM app@'127.%';
        CREATE USER IF NOT EXISTS admin@'127.%' IDENTIFIED BY 'admin';
        GRANT ALL ON *.* TO admin@'127.%';

        """;

    public string Console => Path.Combine(path, "console.log");

    public string Log => Path.Combine(path, "error.log");

    /// <summary>Every statement, where the settings ask for it.</summary>
    public string GeneralLog => Path.Combine(path, "general.log");

    /// <summary>Whether it starts read-only.</summary>
    public bool IsReplica { get; set; } = settings.IsReplica;

    private string Data => Path.Combine(path, "data");

    private string InitFile => Path.Combine(path, "init.sql");

    /// <summary>An empty data directory to copy, which costs less than to make one for each server.</summary>
    public static async Task<string> MakeTemplateAsync(string folder)
    {
        var template = Path.Combine(folder, "template");
        Directory.CreateDirectory(template);
        await Tools.RunAsync(
            "mariadb-install-db", "--no-defaults", $"--user={Environment.UserName}", $"--datadir={template}", "--auth-root-authentication-method=normal",
            "--skip-test-db", "--skip-name-resolve", "--innodb-log-file-size=16M", "--innodb-buffer-pool-size=16M");
        return template;
    }

    public async Task MakeAsync(string template)
    {
        Directory.CreateDirectory(path);
        await Tools.RunAsync("cp", "-a", template, Data);
        await File.WriteAllTextAsync(InitFile, Users);
    }

    /// <summary>What it was at first counts: a replica that became a primary has nobody to wait for.</summary>
    private string[] Semisynchronous => settings.IsReplica
        ? ["--rpl-semi-sync-slave-enabled=1"]
        : ["--rpl-semi-sync-master-enabled=1", "--rpl-semi-sync-master-wait-point=AFTER_SYNC"];

    public string[] Arguments() =>
    [
        "--no-defaults", $"--user={Environment.UserName}", $"--datadir={Data}", $"--socket={Path.Combine(path, "s.sock")}",
        $"--pid-file={Path.Combine(path, "pid")}", $"--port={Port.ToString(CultureInfo.InvariantCulture)}", $"--bind-address={address}",
        $"--init-file={InitFile}", $"--log-error={Log}", "--skip-name-resolve", "--performance-schema=OFF",
        "--character-set-server=utf8mb4", "--collation-server=utf8mb4_bin",
        "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=16M", "--key-buffer-size=1M", "--aria-pagecache-buffer-size=1M",
        $"--innodb-flush-log-at-trx-commit={(settings.SyncsWrites ? 1 : 2)}", $"--sync-binlog={(settings.SyncsWrites ? 1 : 0)}",
        "--max-connections=400", "--table-open-cache=2000", "--log-bin=bin", "--binlog-format=ROW", "--gtid-strict-mode=1",
        $"--server-id={address.GetAddressBytes()[3].ToString(CultureInfo.InvariantCulture)}", "--log-slave-updates=1",
        .. IsReplica ? ["--read-only=1"] : Array.Empty<string>(),
        .. settings.WaitsForReplica ? Semisynchronous : [],
        .. settings.LogsStatements ? ["--general-log=1", $"--general-log-file={GeneralLog}"] : Array.Empty<string>(),
    ];
}
