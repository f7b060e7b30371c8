using System.Net;
using System.Numerics;
using CsCheck;
using NodaTime;

namespace Kalends.Cql.Tests.Real;

/// <summary>Every type that the real server has goes there and comes back.</summary>
public sealed class OpenTypesTests(RealCluster real) : TypesTests(real);

/// <summary>The same inside TLS with a password.</summary>
public sealed class SecuredTypesTests(SecuredCluster secured) : TypesTests(secured);

public abstract class TypesTests(TestCluster real)
{
    private static readonly CqlCodec<IReadOnlyList<int>> Numbers = CqlCodec.ListOf(CqlCodec.Of<int>());
    private static readonly CqlCodec<IReadOnlySet<string>> Texts = CqlCodec.SetOf(CqlCodec.Of<string>());
    private static readonly CqlCodec<IReadOnlyDictionary<string, int>> Counts = CqlCodec.MapOf(CqlCodec.Of<string>(), CqlCodec.Of<int>());
    private static readonly CqlCodec<(int, string?)> Pair = CqlCodec.TupleOf(CqlCodec.Of<int>(), CqlCodec.Of<string>());

    private static readonly CqlCodec<Address> Addresses = CqlCodec.Fields(
        row => new Address(row.Get<string>("street")!, row.Get<int>("number")),
        (values, address) => values.Value(address.Street).Value(address.Number));

    private static readonly Gen<Scalars> AnyScalars =
        from a in Gen.Char['\u0001', '\x7E'].Array[0, 20]
        from b in Gen.Long
        from bytes in Gen.Byte.Array[0, 50]
        from flag in Gen.Bool
        from number in Gen.Decimal
        from d in Gen.Double
        from f in Gen.Float
        from text in Gen.String[0, 20].Where(it => !it.Any(char.IsSurrogate))
        from time in Gen.Long[-1_000_000_000_000, 4_000_000_000_000]
        from id in Gen.Guid
        select new Scalars(
            new string(a), b, bytes, flag, number, d, f, new IPAddress([10, 0, 0, (byte)b]), text, Instant.FromUnixTimeMilliseconds(time), id, (BigInteger)b * b);

    [Fact]
    public async Task Scalars_come_back()
    {
        var session = await real.SessionAsync();
        var insert = await session.PrepareAsync(
            "INSERT INTO scalars (id, a, b, bl, bo, de, d, f, i, t, ts, u, v) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        var select = await session.PrepareAsync("SELECT a, b, bl, bo, de, d, f, i, t, ts, u, v FROM scalars WHERE id = ?");
        await AnyScalars.SampleAsync(
            async it =>
            {
                var id = it.GetHashCode();
                await session.ExecuteAsync(Bound(insert.Bind().Value(id), it));
                Assert.Equal(it, Read((await session.ExecuteAsync(select.Bind().Value(id)))[0]));
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public async Task Null_deletes_and_reads_as_null()
    {
        var session = await real.SessionAsync();
        var insert = await session.PrepareAsync("INSERT INTO scalars (id, b, t) VALUES (?, ?, ?)");
        await session.ExecuteAsync(insert.Bind().Value(-7).Value(1L).Value("a"));
        await session.ExecuteAsync(insert.Bind().Value(-7).Null().Value((string?)null));
        var row = (await session.ExecuteAsync(new CqlStatement("SELECT b, t FROM scalars WHERE id = ?").Value(-7)))[0];
        Assert.True(row.IsNull("b"));
        Assert.Null(row.Get<long?>("b"));
        Assert.Null(row.Get<string>("t"));
        Assert.Throws<InvalidCastException>(() => row.Get<long>("b"));
        await Assert.ThrowsAsync<NotSupportedException>(() => session.ExecuteAsync(insert.Bind().Value(-7).Unset().Value("b")));
    }

    [Fact]
    public async Task Collections_tuples_and_user_types_come_back()
    {
        var session = await real.SessionAsync();
        var insert = await session.PrepareAsync("INSERT INTO parts (id, l, s, m, t, a, la) VALUES (?, ?, ?, ?, ?, ?, ?)");
        Address[] addresses = [new("Elm", 1), new("Oak", 2)];
        await session.ExecuteAsync(insert.Bind()
            .Value(1)
            .Value([3, 1, 2], Numbers)
            .Value(new SortedSet<string> { "b", "a" }, Texts)
            .Value(new Dictionary<string, int> { ["x"] = 1, ["y"] = 2 }, Counts)
            .Value((7, null), Pair)
            .Value(addresses[0], Addresses)
            .Value(addresses, CqlCodec.ListOf(Addresses)));

        var row = (await session.ExecuteAsync(new CqlStatement("SELECT * FROM parts WHERE id = 1")))[0];
        Assert.Equal([3, 1, 2], row.Get("l", Numbers)!);
        Assert.Equal(["a", "b"], row.Get("s", Texts)!.Order());
        Assert.Equal(2, row.Get("m", Counts)!["y"]);
        Assert.Equal((7, null), row.Get("t", Pair));
        Assert.Equal(addresses[0], row.Get("a", Addresses));
        Assert.Equal(addresses, row.Get("la", CqlCodec.ListOf(Addresses))!);
        Assert.Equal("three.address", row.Columns.Single(column => column.Name == "a").TypeName);
    }

    [Fact]
    public async Task Empty_collections_read_as_empty()
    {
        var session = await real.SessionAsync();
        await session.ExecuteAsync(new CqlStatement("INSERT INTO parts (id, l) VALUES (2, [])"));
        var row = (await session.ExecuteAsync(new CqlStatement("SELECT l, s, m, a FROM parts WHERE id = 2")))[0];
        Assert.Empty(row.Get("l", Numbers)!);
        Assert.Empty(row.Get("s", Texts)!);
        Assert.Empty(row.Get("m", Counts)!);
        Assert.Null(row.Get("a", Addresses));
    }

    private static CqlStatement Bound(CqlStatement statement, Scalars it) => statement
        .Value(it.A).Value(it.B).Value(it.Bytes).Value(it.Flag).Value(it.Number).Value(it.D).Value(it.F)
        .Value(it.Host).Value(it.Text).Value(it.Time).Value(it.Id).Value(it.Big);

    private static Scalars Read(CqlRow row) => new(
        row.Get<string>(0)!, row.Get<long>(1), row.Get<byte[]>(2)!, row.Get<bool>(3), row.Get<decimal>(4), row.Get<double>(5), row.Get<float>(6),
        row.Get<IPAddress>(7)!, row.Get<string>("t")!, row.Get<Instant>("ts"), row.Get<Guid>("u"), row.Get<BigInteger>("v"));

    private sealed record Address(string Street, int Number);

    private sealed record Scalars(
        string A, long B, byte[] Bytes, bool Flag, decimal Number, double D, float F, IPAddress Host, string Text, Instant Time, Guid Id, BigInteger Big)
    {
        public bool Equals(Scalars? other) => other is not null && other with { Bytes = Bytes } is var same && Bytes.SequenceEqual(other.Bytes)
            && (A, B, Flag, Number, D, F, Host, Text, Time, Id, Big)
                .Equals((same.A, same.B, same.Flag, same.Number, same.D, same.F, same.Host, same.Text, same.Time, same.Id, same.Big));

        public override int GetHashCode() => HashCode.Combine(B, Id);
    }
}
