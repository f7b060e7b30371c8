using System.Diagnostics;
using System.Globalization;

namespace Kalends.Benchmarks;

/// <summary>
/// Doubles the inputs that a careless reader takes quadratic time for, twice, and prints by how much the time grows: twice is linear.
/// The best of some rounds counts, which is what a loaded machine disturbs least.
/// </summary>
internal static class Doubling
{
    private const int Rounds = 9;
    private const double Bound = 2.3;

    // Long enough a run to be measured.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(8);

    /// <summary>How many shapes exceed the bound.</summary>
    public static int Run(TextWriter output)
    {
        var over = 0;
        output.WriteLine("| text | shape | outcome | characters | ms | doubled ms | ratio | doubled again ms | ratio |");
        output.WriteLine("|---|---|---|--:|--:|--:|--:|--:|--:|");
        foreach (var shape in CalendarShapes.All.Concat(RuleShapes.All))
        {
            var sizes = new[] { shape.Size, shape.Size * 2, shape.Size * 4 };
            var read = sizes.Select(shape.Prepare).ToArray();
            var outcome = read[^1]();
            var times = Measure(read);
            var (first, second) = (times[1] / times[0], times[2] / times[1]);
            if (Math.Max(first, second) > Bound) over++;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {shape.Text} | {shape.Name} | {outcome} | {shape.Size:N0} | {times[0]:F3} | {times[1]:F3} | {first:F2} | {times[2]:F3} | {second:F2} |"));
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
        {
            for (var i = 0; i < read.Length; i++)
            {
                GC.Collect();
                best[i] = Math.Min(best[i], Time(read[i], repeats[i]).TotalMilliseconds / repeats[i]);
            }
        }
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
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++) read();
        return Stopwatch.GetElapsedTime(begun);
    }
}

/// <summary>Inputs of one kind.</summary>
/// <param name="Text">Which text it is.</param>
/// <param name="Name">What there is much of.</param>
/// <param name="Size">About how many characters to begin with.</param>
/// <param name="Prepare">Makes the input of a size; what comes of it reads it and says whether it was taken.</param>
internal sealed record Shape(string Text, string Name, int Size, Func<int, Func<string>> Prepare);
