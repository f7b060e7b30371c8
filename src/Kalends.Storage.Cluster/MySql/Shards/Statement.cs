using System.Collections.Immutable;
using MySqlConnector;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>A statement with its values. Whoever runs it adds <c>@slot</c>.</summary>
internal readonly record struct Statement(string Text, ImmutableArray<(string Name, object? Value)> Values)
{
    public static Statement Of(string text, params ReadOnlySpan<(string Name, object? Value)> values) => new(text, [.. values]);

    public MySqlCommand On(MySqlConnection connection, MySqlTransaction? transaction, Slot? slot)
    {
        var command = new MySqlCommand(Text, connection, transaction);
        if (slot is { } number) command.Parameters.AddWithValue("@slot", number.Number);
        foreach (var (name, value) in Values) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
