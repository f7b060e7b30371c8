using System.Text;

namespace Kalends.ICalendar.Tests;

/// <summary>
/// Files in the shape that other programs write. Beside each <c>NAME.ics</c> lies <c>NAME.written</c>: what was lenient, an empty line, and
/// the text as it is written again. <c>UPDATE_SNAPSHOTS=1</c> writes them anew (beside the test's binaries, to be looked at and copied).
/// </summary>
[Rfc("5545", "3.4")]
[Rfc("7986", "4")]
[Rfc("9073", "4")]
[Rfc("9074", "7.2")]
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder, "*.ics").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_real_shape_is_read_and_written_as_approved(string name)
    {
        var parsed = Texts.Parsed(File.ReadAllBytes(Path.Combine(Folder, name + ".ics")));
        var actual = string.Concat(parsed.Leniencies.Select(l => $"{l.Kind} line {l.Line} times {l.Count}\n"))
            + "\n" + Texts.Written(parsed).ReplaceLineEndings("\n");
        var approved = Path.Combine(Folder, name + ".written");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(approved, actual);
        Assert.Equal(File.ReadAllText(approved), actual);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Writing_is_settled_after_the_first_time(string name)
    {
        var once = Texts.Written(Texts.Parsed(File.ReadAllBytes(Path.Combine(Folder, name + ".ics"))));
        Assert.Equal(once, Texts.Written(Texts.Parsed(once)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_stream_gives_what_the_whole_gives(string name)
    {
        var octets = await File.ReadAllBytesAsync(Path.Combine(Folder, name + ".ics"));
        var whole = Texts.Parsed(octets);
        var text = new StringBuilder();
        await foreach (var reading in ICalendarReader.ReadAsync(new MemoryStream(octets), ParsingLimits.Default))
        {
            if (reading is Reading.ComponentRead read) text.Append(read.Component);
            if (reading is Reading.Finished finished) Assert.Equal(whole.Leniencies, finished.Leniencies);
        }
        Assert.Equal(string.Concat(whole.Objects.SelectMany(o => o.Components)), text.ToString());
    }
}
