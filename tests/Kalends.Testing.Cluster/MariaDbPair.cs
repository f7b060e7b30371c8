namespace Kalends.Testing.Cluster;

/// <summary>A primary and a replica that follows it by GTID.</summary>
public sealed record MariaDbPair(MariaDbServer Primary, MariaDbServer Replica)
{
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(60);

    /// <summary>For the program under test: the primary, or whichever of the two is one.</summary>
    public string EitherConnectionString(string database) => Primary.ConnectionString(database)
        .Replace($"Server={Primary.Address}", $"Server={Primary.Address},{Replica.Address}", StringComparison.Ordinal);

    internal async Task ReplicateAsync()
    {
        await Replica.AdministerAsync(
            $"""
            STOP SLAVE;
            CHANGE MASTER TO MASTER_HOST='{Primary.Address}', MASTER_PORT={MariaDbFolder.Port}, MASTER_USER='admin', MASTER_PASSWORD='admin',
                MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1;
            START SLAVE
            """);
        await CatchUpAsync();
    }

    /// <summary>Waits until the replica has what the primary had when this was called.</summary>
    public async Task CatchUpAsync() => await ReachAsync((await Primary.AskAsync("SELECT @@gtid_binlog_pos AS at"))["at"]);

    private async Task ReachAsync(string position)
    {
        if (position.Length == 0) return;
        var reached = await Replica.AskAsync($"SELECT MASTER_GTID_WAIT('{position}', {LongestLag.TotalSeconds:0}) AS reached");
        if (reached["reached"] != "0")
            throw new InvalidOperationException($"The replica at {Replica.Address} does not follow: {await StateAsync()}");
    }

    /// <summary>Makes the replica a primary, as an operator does when the primary is gone: after it has done all that it was sent.</summary>
    public async Task PromoteAsync()
    {
        await Replica.AdministerAsync("STOP SLAVE IO_THREAD");
        await ReachAsync((await Replica.AskAsync("SHOW SLAVE STATUS"))["Gtid_IO_Pos"]);
        await Replica.AdministerAsync("STOP SLAVE; RESET SLAVE ALL; SET GLOBAL read_only = 0");
        Replica.BecomePrimary();
    }

    private async Task<string> StateAsync()
    {
        var state = await Replica.AskAsync("SHOW SLAVE STATUS");
        return string.Join(", ", state.Where(column => column.Key.EndsWith("_Running", StringComparison.Ordinal) || column.Key.EndsWith("Error", StringComparison.Ordinal)));
    }
}
