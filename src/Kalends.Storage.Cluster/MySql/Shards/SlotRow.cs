using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>A row of <c>slots</c>: what one server says about one slot.</summary>
internal sealed record SlotRow(Slot Slot, long Epoch, SlotState State, string? Peer)
{
    public const string Columns = "slot, epoch, state, peer";

    public static SlotRow Read(MySqlDataReader row) => new(
        new Slot(row.GetInt32(0)), row.GetInt64(1), (SlotState)row.GetInt32(2), row.IsDBNull(3) ? null : row.GetString(3));
}
