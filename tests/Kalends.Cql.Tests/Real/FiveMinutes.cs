using NodaTime;

namespace Kalends.Cql.Tests.Real;

/// <summary>The README's first program, with the nodes and the console given.</summary>
internal static class FiveMinutes
{
    public static async Task RunAsync(string[] nodes, TextWriter Console)
    {
        await using var session = await CqlSession.ConnectAsync(new CqlOptions { ContactPoints = nodes });

        await session.ExecuteAsync(new CqlStatement(
            "CREATE KEYSPACE IF NOT EXISTS shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"));
        await session.ExecuteAsync(new CqlStatement(
            "CREATE TABLE IF NOT EXISTS shop.orders (customer uuid, placed timestamp, total decimal, tags set<text>, PRIMARY KEY (customer, placed))"));

        var insert = await session.PrepareAsync("INSERT INTO shop.orders (customer, placed, total, tags) VALUES (?, ?, ?, ?)");
        var tags = CqlCodec.SetOf(CqlCodec.Of<string>());
        var customer = Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff");
        await session.ExecuteAsync(insert.Bind()
            .Value(customer)
            .Value(Instant.FromUtc(2026, 3, 2, 14, 0))
            .Value(19.90m)
            .Value(new HashSet<string> { "gift" }, tags));

        var select = await session.PrepareAsync("SELECT placed, total, tags FROM shop.orders WHERE customer = ?");
        await foreach (var row in session.QueryAsync(select.Bind().Value(customer)))
            Console.WriteLine($"{row.Get<Instant>("placed")} {row.Get<decimal>("total")} {string.Join(",", row.Get("tags", tags)!)}");
    }
}
