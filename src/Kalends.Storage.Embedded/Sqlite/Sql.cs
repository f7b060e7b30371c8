using System.Text;

namespace Kalends.Storage.Embedded.Sqlite;

/// <summary>One SQL statement of the program, prepared at most once per connection. Held in static fields only.</summary>
internal sealed class Sql(string text)
{
    private static int count;

    /// <summary>Its place in each connection's table of prepared statements.</summary>
    public int Index { get; } = Interlocked.Increment(ref count) - 1;

    /// <summary>UTF-8.</summary>
    public byte[] Text { get; } = Encoding.UTF8.GetBytes(text);
}
