using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Kalends.ICalendar;

namespace Kalends.Benchmarks;

/// <summary>Reading and writing 10,000 events, beside Ical.Net.</summary>
[MemoryDiagnoser]
public class ParsingBenchmarks
{
    private readonly byte[] file = CalendarFile.Generate(10_000);
    private readonly ArrayBufferWriter<byte> output = new(8 << 20);
    private string text = "";
    private Component calendar = null!;
    private Ical.Net.Calendar theirs = null!;

    // What one of them keeps in memory must not be what the collector looks at for another.
    [GlobalSetup(Targets = [nameof(Parse), nameof(ParseOwned), nameof(Stream), nameof(Write)])]
    public void Load() => calendar = Parse().Objects[0];

    [GlobalSetup(Targets = [nameof(IcalNetParse), nameof(IcalNetWrite)])]
    public void LoadTheirs()
    {
        text = Encoding.UTF8.GetString(file);
        theirs = IcalNetParse();
    }

    [Benchmark]
    public ParseResult.Parsed ParseOwned() => (ParseResult.Parsed)ICalendarText.ParseOwned(file);

    [Benchmark]
    public ParseResult.Parsed Parse() => (ParseResult.Parsed)ICalendarText.Parse(file);

    [Benchmark]
    public async Task<int> Stream()
    {
        var components = 0;
        await foreach (var reading in ICalendarReader.ReadAsync(new MemoryStream(file), ParsingLimits.Default))
            if (reading is Reading.ComponentRead) components++;
        return components;
    }

    [Benchmark]
    public int Write()
    {
        output.ResetWrittenCount();
        ICalendarText.Write(calendar, output);
        return output.WrittenCount;
    }

    [Benchmark]
    public Ical.Net.Calendar IcalNetParse() => Ical.Net.Calendar.Load(text)!;

    [Benchmark]
    public string IcalNetWrite() => new Ical.Net.Serialization.CalendarSerializer().SerializeToString(theirs)!;
}
