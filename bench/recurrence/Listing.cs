namespace Kalends.Recurrence.Race;

/// <summary>Lists the first instances of each case, by the protocol in engines/README.md.</summary>
internal static class Listing
{
    internal static void Run(Func<Case, Walk> open, int most)
    {
        while (Console.ReadLine() is { } line)
        {
            var row = line.Split('\t');
            var answer = Protocol.Answer(() => "U\t" + string.Join(',', Times(open(new Case(row[0], row[1], row[2], row[3])), most)));
            Console.WriteLine($"{row[0]}\t{answer}");
        }
    }

    private static List<long> Times(Walk walk, int most)
    {
        var times = new List<long>();
        walk(most, () => false, times);
        return times;
    }
}
