using System.Text.Encodings.Web;
using System.Text.Json;
using Kalends.Domain.Identity;
using Kalends.Domain.Merging;
using NodaTime;

namespace Kalends.Domain.Tests.Merging;

/// <summary>
/// The vectors in clients/vectors, to which every language is held, are what this code does. UPDATE_SNAPSHOTS=1 writes them anew.
/// </summary>
public sealed class VectorTests
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    [Fact]
    public void The_committed_vectors_are_what_this_code_does()
    {
        var file = Path.Combine(Folder(), "merging.json");
        var now = Write();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(file, now);
        Assert.Equal(File.ReadAllText(file), now);
    }

    private static string Write()
    {
        var numbers = new Numbers();
        var histories = Enumerable.Range(0, 6).Select(_ => MergeHistory.Play(3 + numbers.Next(3), Steps(numbers))).ToList();
        var sections = new Dictionary<string, IEnumerable<object>>
        {
            ["merges"] = histories.SelectMany(history => Merges(history, numbers)),
            ["operations"] = histories.SelectMany(history => history.Operations.Take(25)).Select(operation => (object)new { operation = Tree(operation), state = MergeText.Tree(operation.ToState()) }),
            ["texts"] = Enumerable.Range(0, 200).Select(_ => Text(numbers)),
            ["clocks"] = Clocks(numbers),
            ["devices"] = Devices(),
            ["made"] = Enumerable.Range(1, 20).Select(device => new Stamp((ulong)numbers.Next(1_000_000) << 20, new DeviceId((ulong)device))).Select(stamp => (object)new { stamp = stamp.ToString(), eventId = Places.MadeBy(stamp).ToString() }),
        };
        return "{\n" + string.Join(",\n", sections.Select(section =>
            $"\"{section.Key}\": [\n" + string.Join(",\n", section.Value.Select(line => JsonSerializer.Serialize(line, Format))) + "\n]")) + "\n}\n";
    }

    private static (int, int, int, int, int)[] Steps(Numbers numbers) =>
        [.. Enumerable.Range(0, 60).Select(_ => (numbers.Next(3), numbers.Next(10), numbers.Next(Replica.Paths.Length), numbers.Next(6), numbers.Next(2_000)))];

    private static IEnumerable<object> Merges(MergeHistory history, Numbers numbers)
    {
        var states = history.States.Concat(history.Operations.Select(operation => operation.ToState())).ToList();
        for (var i = 0; i < 25; i++)
        {
            var (a, b) = (states[numbers.Next(states.Count)], states[numbers.Next(states.Count)]);
            var merged = Merge.Of(a, b);
            yield return new { a = MergeText.Tree(a), b = MergeText.Tree(b), merged = MergeText.Tree(merged), isAlive = merged.IsAlive };
        }
    }

    private static object Text(Numbers numbers)
    {
        string Some() => string.Join(' ', Enumerable.Range(0, numbers.Next(7)).Select(_ => new[] { "tea", "cake", "né", "\n", "🎂" }[numbers.Next(5)]));
        var original = Some();
        var (one, other) = (numbers.Next(2) == 0 ? original + " more" : Some(), numbers.Next(2) == 0 ? "first " + original : Some());
        return new { original, one, other, merged = TextMerge.Run(original, one, other) };
    }

    private static IEnumerable<object> Clocks(Numbers numbers)
    {
        var clock = new HybridClock(0);
        for (var i = 0; i < 50; i++)
        {
            var (now, heard) = (1_767_000_000_000 + numbers.Next(3), HybridClock.Reading(Instant.FromUnixTimeMilliseconds(1_767_000_000_000 + numbers.Next(4))));
            clock = clock.Receive(heard).Tick(Instant.FromUnixTimeMilliseconds(now));
            yield return new { now, heard = Stamp.TimeText(heard), time = Stamp.TimeText(clock.Last) };
        }
    }

    private static IEnumerable<object> Devices()
    {
        foreach (var (user, chosen) in new[] { (1L, "0197c2a4-0000-7000-8000-000000000001"), (long.MaxValue, "ffffffff-ffff-4fff-bfff-ffffffffffff") })
            yield return new { userId = $"{user}", chosen, device = DeviceId.Of(new UserId(user), Guid.Parse(chosen)).ToString() };
    }

    private static object Tree(Operation operation)
    {
        var changes = operation.Changes.Select(change => new { path = change.Path, value = change.Value, seen = change.Seen.Select(stamp => stamp.ToString()) });
        var (stamp, previous) = (operation.Stamp.ToString(), Stamp.TimeText(operation.Previous));
        return operation.Deletes is { } seen ? new { stamp, previous, changes, deletes = MergeText.Tree(seen) } : new { stamp, previous, changes };
    }

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "clients", "vectors"));

    /// <summary>The same numbers on every machine.</summary>
    private sealed class Numbers
    {
        private ulong state = 20_261_125;

        public int Next(int below)
        {
            state = state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407;
            return (int)((state >> 33) % (ulong)below);
        }
    }
}
