using Kalends.Domain.Events;
using Kalends.Domain.Merging;
using Kalends.Storage.Documents;
using Kalends.Testing.Building;

namespace Kalends.Storage.Tests.Documents;

public sealed class MergeDocumentTests
{
    private const int Edits = 1_000;

    [Fact]
    public void What_an_event_remembers_survives()
    {
        Event edited = EditedOffline.Times(200);
        Assert.NotEmpty(edited.Merge!.Many);
        Event read = EventDocument.Decode(EventDocument.Encode(edited));
        Assert.Equal(Text(edited.Merge), Text(read.Merge!));
    }

    [Fact]
    public void After_a_thousand_edits_it_is_at_most_thirty_percent_of_the_event()
    {
        Event edited = EditedOffline.Times(Edits);
        int whole = EventDocument.Encode(edited).Length;
        int bare = EventDocument.Encode(edited with { Merge = null }).Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{bare} bytes, {whole - bare} more for merging ({(whole - bare) * 100.0 / bare:0.0} %)");
        Assert.InRange(whole - bare, 1, bare * 3 / 10);
    }

    [Fact]
    public void Damaged_bytes_are_refused_in_words()
    {
        Event edited = EditedOffline.Times(50);
        byte[] record = MergeDocument.Encode(edited.Merge!, edited);
        for (int length = 0; length < record.Length; length += 5)
            Assert.Throws<StorageException>(() => MergeDocument.Decode(record.AsSpan(0, length), edited));
    }

    private static string Text(MergeRecord record) => string.Join('\n',
    [
        record.Known.Below.ToString(System.Globalization.CultureInfo.InvariantCulture),
        .. record.Known.Spans.Select(device => $"{device.Key} {string.Join(' ', device.Value)}"),
        .. record.Last.Select(part => $"{part.Key} {part.Value}"),
        .. record.Many.Select(part => $"{part.Key} {string.Join(' ', part.Value)}"),
        .. record.Open.Select(open => open.ToString()),
        .. record.Cuts.Select(cut => cut.ToString()),
    ]);
}
