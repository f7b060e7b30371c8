using CsCheck;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Embedded.Occurrences;
using Kalends.Storage.Embedded.Schema;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Tests.Embedded;

public sealed class OccurrenceEntryTests : IAsyncDisposable
{
    private const long Year1 = -62_135_596_800, Year9999 = 253_402_300_799;
    private static readonly Sql Insert = new(
        """
        INSERT INTO occurrences
            (calendar_id, span, start, occurrence_id, face_key, flags, end, start_offset, end_offset, original, original_offset)
        VALUES (7, 0, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);
    private static readonly Sql Select = new("SELECT entry, face_key FROM occurrences WHERE calendar_id = 7 AND span = 0 ORDER BY entry");
    private static readonly Gen<OccurrenceEntry> Entries =
        from seconds in Gen.Select(Gen.Long[Year1, Year9999], Gen.Long[0, 1_000_000], Gen.Long[Year1, Year9999])
        from offsets in Gen.Select(Gen.Int[-64_800, 64_800], Gen.Int[-64_800, 64_800], Gen.Int[-64_800, 64_800])
        from id in Gen.Guid
        from face in Gen.Long[1, 1L << 40]
        from flags in Gen.Byte[0, 3]
        select new OccurrenceEntry(new OccurrenceId(id), new OccurrenceTimes
        {
            StartSeconds = seconds.Item1, EndSeconds = seconds.Item1 + seconds.Item2, OriginalSeconds = seconds.Item3,
            StartOffsetSeconds = offsets.Item1, EndOffsetSeconds = offsets.Item2, OriginalOffsetSeconds = offsets.Item3,
        }, face, flags);

    private readonly EmbeddedLab lab = new();
    private int files;

    [Fact]
    public void What_is_read_is_what_was_written() =>
        Entries.Sample(entry => Assert.Equal(entry, OccurrenceEntry.Read(Bytes(entry))));

    [Fact]
    public void Bytes_sort_by_start_then_id_and_the_bounds_lie_between() =>
        Gen.Select(Entries, Entries, Gen.Bool).Sample((one, drawn, isTogether) =>
        {
            OccurrenceEntry other = isTogether ? drawn with { Times = drawn.Times with { StartSeconds = one.Times.StartSeconds } } : drawn;
            int expected = (one.Times.StartSeconds, one.Id).CompareTo((other.Times.StartSeconds, other.Id));
            Assert.Equal(Math.Sign(expected), Math.Sign(Bytes(one).AsSpan().SequenceCompareTo(Bytes(other))));
            Span<byte> bound = new byte[OccurrenceEntry.Size];
            OccurrenceEntry.WriteStart(bound, one.Times.StartSeconds);
            Assert.Equal(other.Times.StartSeconds >= one.Times.StartSeconds, Bytes(other).AsSpan().SequenceCompareTo(bound[..8]) > 0);
            int length = OccurrenceEntry.WriteBehind(bound, one.Times.StartSeconds, one.Id);
            Assert.Equal(expected < 0, Bytes(other).AsSpan().SequenceCompareTo(bound[..length]) > 0);
        });

    [Fact]
    public void Rows_of_the_earlier_schema_become_the_same_entries() =>
        Entries.Array[1, 20].Sample(entries =>
        {
            string file = Path.Combine(lab.Path, $"{Interlocked.Increment(ref files)}.db");
            using Connection connection = Connection.Open(file, readOnly: false);
            SchemaSteps.Apply(connection, [.. SchemaSteps.BuiltIn.Where(step => step.Number < 5)], default);
            foreach (OccurrenceEntry entry in entries) InsertOld(connection, entry);
            SchemaSteps.Apply(connection, SchemaSteps.BuiltIn, default);
            using Statement rows = connection.Use(Select);
            foreach (OccurrenceEntry entry in entries.OrderBy(entry => (entry.Times.StartSeconds, entry.Id)))
            {
                Assert.True(rows.Step());
                Assert.Equal(entry, OccurrenceEntry.Read(rows.Bytes(0)));
                Assert.Equal(entry.Face, rows.Integer(1));
            }
            Assert.False(rows.Step());
        }, iter: 20, threads: 1);

    public ValueTask DisposeAsync() => lab.DisposeAsync();

    private static void InsertOld(Connection connection, OccurrenceEntry entry)
    {
        OccurrenceTimes times = entry.Times;
        connection.Use(Insert).Bind(1, times.StartSeconds).Bind(2, entry.Id.Value).Bind(3, entry.Face).Bind(4, entry.Flags)
            .Bind(5, times.EndSeconds).Bind(6, times.StartOffsetSeconds).Bind(7, times.EndOffsetSeconds)
            .Bind(8, times.OriginalSeconds).Bind(9, times.OriginalOffsetSeconds).Run();
    }

    private static byte[] Bytes(OccurrenceEntry entry)
    {
        byte[] bytes = new byte[OccurrenceEntry.Size];
        entry.Write(bytes);
        return bytes;
    }
}
