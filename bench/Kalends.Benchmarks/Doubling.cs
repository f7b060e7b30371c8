using System.Diagnostics;
using System.Globalization;

namespace Kalends.Benchmarks;

/// <summary>
/// Doubles the inputs that a careless reader takes quadratic time for, four times, and prints by how much the time grows each time: twice is
/// linear. Over one doubling alone, where the processor's caches end looks like a bend; the best of some rounds counts, without the
/// collector's pauses, which is what chance disturbs least.
/// </summary>
internal static class Doubling
{
    private const int Rounds = 9;
    private const int Doublings = 4;
    private const double Bound = 2.3;

    // Long enough a run to be measured.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(8);

    /// <summary>How many shapes exceed the bound.</summary>
    public static int Run(TextWriter output)
    {
        var over = 0;
        output.WriteLine($"| text | shape | outcome | characters | ms | {1 << Doublings} times as many, ms | growth a doubling |");
        output.WriteLine("|---|---|---|--:|--:|--:|--:|");
        foreach (var shape in CalendarShapes.All.Concat(RuleShapes.All))
        {
            var read = Enumerable.Range(0, Doublings + 1).Select(times => shape.Prepare(shape.Size << times)).ToArray();
            var outcome = read[^1]();
            var times = Measure(read);
            var growth = Math.Pow(times[^1] / times[0], 1.0 / Doublings);
            if (growth > Bound) over++;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {shape.Text} | {shape.Name} | {outcome} | {shape.Size:N0} | {times[0]:F3} | {times[^1]:F3} | {growth:F2} |"));
        }
        output.WriteLine($"\n{over} of all exceed {Bound.ToString(CultureInfo.InvariantCulture)}.");
        return over;
    }

    /// <summary>The sizes in turn, so that what disturbs one disturbs all.</summary>
    private static double[] Measure(Func<string>[] read)
    {
        var repeats = read.Select(Repeats).ToArray();
        var best = new double[read.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < read.Length; i++)
                best[i] = Math.Min(best[i], Time(read[i], repeats[i]).TotalMilliseconds / repeats[i]);
        return best;
    }

    private static int Repeats(Func<string> read)
    {
        var repeats = 1;
        while (Time(read, repeats) < Least) repeats *= 2;
        return repeats;
    }

    private static TimeSpan Time(Func<string> read, int repeats)
    {
        var (begun, paused) = (Stopwatch.GetTimestamp(), GC.GetTotalPauseDuration());
        for (var i = 0; i < repeats; i++) read();
        return Stopwatch.GetElapsedTime(begun) - (GC.GetTotalPauseDuration() - paused);
    }
}

/// <summary>Inputs of one kind.</summary>
/// <param name="Text">Which text it is.</param>
/// <param name="Name">What there is much of.</param>
/// <param name="Size">About how many characters to begin with.</param>
/// <param name="Prepare">Makes the input of a size; what comes of it reads it and says whether it was taken.</param>
internal sealed record Shape(string Text, string Name, int Size, Func<int, Func<string>> Prepare);
