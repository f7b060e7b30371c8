using System.Text;
using CsCheck;

namespace Kalends.ICalendar.Tests;

public sealed class FuzzTests
{
    private static readonly byte[][] Seeds =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), "*.ics").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static readonly Gen<byte[]> Mutated = Gen.Select(
        Gen.OneOf(Seeds), Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 12], Gen.Byte, Gen.OneOf("\r\n", ":", ";", "\"", "=", " ", "\nEND:VEVENT\n", "\u00e9")).Array[1, 12],
        (seed, changes) => changes.Aggregate(seed, (octets, change) => Change(octets, change.Item1, change.Item2, change.Item3, change.Item4)));

    [Fact]
    public void Mutated_text_never_throws_and_what_is_read_is_written_strictly() => Mutated.Sample(
        octets =>
        {
            if (ICalendarText.Parse(octets) is not ParseResult.Parsed parsed) return;
            var written = Texts.Written(parsed);
            var again = Texts.Parsed(written);
            Assert.Equal(written, Texts.Written(again));
            Assert.All(again.Leniencies, l => Assert.Equal(LeniencyKind.OddName, l.Kind));
            foreach (var component in parsed.Objects) ReadEverything(component);
        },
        iter: 20_000);

    [Fact]
    public void Octets_at_random_never_throw() =>
        Gen.Byte.Array[0, 300].Sample(octets => ICalendarText.Parse([.. "BEGIN:A\n"u8, .. octets, .. "\nEND:A"u8]), iter: 20_000);

    [Fact]
    public void Any_cutting_of_the_data_gives_the_same() => Gen.Select(Mutated, Gen.Int[1, 40].Array[1, 8]).Sample(
        (octets, lengths) => Assert.Equal(Steps(octets, [octets.Length + 3]), Steps(octets, lengths)), iter: 3_000);

    [Fact]
    public void A_tree_holds_what_a_stream_hands_out() => Mutated.Sample(
        octets =>
        {
            var result = ICalendarText.Parse(octets);
            var steps = Steps(octets, [octets.Length + 3]);
            if (result is ParseResult.Refused refused) Assert.Contains($"{Step.Refused} {refused.Line} ", steps, StringComparison.Ordinal);
            if (result is not ParseResult.Parsed parsed) return;
            Assert.Equal(parsed.Objects.SelectMany(whole => whole.Components).Select(inside => inside.ToString()), HandedOut(octets).Select(inside => inside.ToString()));
            Assert.EndsWith(string.Join(' ', parsed.Leniencies), steps, StringComparison.Ordinal);
        },
        iter: 10_000);

    private static List<Component> HandedOut(byte[] octets)
    {
        var session = new ParsingSession(ParsingLimits.Default);
        var components = new List<Component>();
        for (var start = 0; ;)
        {
            var step = session.Advance(octets.AsSpan(start), isFinal: true, out var used);
            start += used;
            if (step == Step.ComponentClosed) components.Add(session.Component!);
            if (step is Step.Finished or Step.Refused) return components;
        }
    }

    private static void ReadEverything(Component component)
    {
        foreach (var property in component.Properties)
        {
            _ = (property.ValueType(), property.AsText(), property.AsTextList(), property.AsDatesOrTimes(), property.AsPeriods(), property.AsDuration());
            _ = (property.AsOffset(), property.AsInteger(), property.AsFloat(), property.AsBoolean(), property.AsBinary(), property.AsGeo());
            _ = (property.AsRequestStatus(), property.AsDateOrTime(), property.With(new Parameter("X-A", "b")));
        }
        foreach (var inside in component.Components) ReadEverything(inside);
    }

    private static string Steps(byte[] octets, int[] lengths)
    {
        var session = new ParsingSession(ParsingLimits.Default);
        var log = new StringBuilder();
        var (start, end) = (0, 0);
        for (var i = 0; ; i++)
        {
            var step = session.Advance(octets.AsSpan(start..end), end == octets.Length, out var used);
            start += used;
            if (step != Step.NeedsData) log.AppendLine($"{step} {session.Line} {session.Component}");
            if (step is Step.Finished or Step.Refused) return log.Append(string.Join(' ', session.Leniencies)).ToString();
            if (step == Step.NeedsData) end = Math.Min(octets.Length, end + lengths[i % lengths.Length]);
        }
    }

    private static byte[] Change(byte[] octets, int place, int kind, byte octet, string inserted)
    {
        if (octets.Length < 2) return octets;
        var at = place % octets.Length;
        var other = Math.Min(octets.Length, at + 1 + octet);
        return kind switch
        {
            0 => [.. octets[..at], .. octets[other..]],
            1 => [.. octets[..other], .. octets[at..]],
            2 => octets[..at],
            < 6 => [.. octets[..at], octet, .. octets[(at + 1)..]],
            < 9 => [.. octets[..at], .. octets[(at + 1)..]],
            _ => [.. octets[..at], .. Encoding.UTF8.GetBytes(inserted), .. octets[at..]],
        };
    }
}
