namespace Kalends.Recurrence.Mutation;

/// <summary>All checks as one test that ends with the first failure: the process stays warm between mutants, most of which are found within milliseconds.</summary>
public sealed class EveryCheck
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Cold = TimeSpan.FromSeconds(20);
    private static readonly string? Log = Environment.GetEnvironmentVariable("KALENDS_MUTATION_LOG");

    private static readonly HashSet<int> StaticMutants = Library.Fresh().StaticMutants();
    private static readonly Check[] Checks = Check.All(Library.Warm);
    private static readonly TimeSpan[] Times = WarmUp(Checks);

    private static bool isHarmed;

    [Fact]
    public void Holds()
    {
        // What a mutant has left behind must not be found in its successors: Stryker tries this one again in a new process.
        if (isHarmed)
            Environment.Exit(1);
        var mutant = Choice.Mutant;
        var isStatic = StaticMutants.Contains(mutant);
        var library = isStatic ? Library.Fresh() : Library.Warm;
        library.Activate(mutant);
        var ends = isStatic
            ? Walk.Through(() => Check.All(library), _ => Cold, out var walk)
            : Walk.Through(() => Checks, Limit, out walk);
        library.Activate(Library.NoMutant);
        // The first failures by the number of the mutant, to be read where a result surprises.
        if (Log is not null)
            File.AppendAllText($"{Log}.{Environment.ProcessId}", $"{mutant}\t{(ends ? "" : "endless ")}{walk.Failed}\t{walk.Failure?.InnerException?.Message.ReplaceLineEndings(" ")}\n");
        isHarmed = !IsUnharmed(library, walk);
        if (!ends)
            throw new TimeoutException($"{walk.Failed} does not end.");
        Assert.Null(walk.Failure);
    }

    private static TimeSpan Limit(int check) => Grace + (check < 0 ? TimeSpan.Zero : 20 * Times[check]);

    private static bool IsUnharmed(Library library, Walk walk)
    {
        if (!walk.EndsWithin(4 * Grace))
            return false;
        if (library != Library.Warm)
            return true;
        library.ForgetClocks();
        return walk.Failed is not { } failed || Walk.Through(() => [failed], _ => Cold, out var again) && again.Failure is null;
    }

    // What is kept for the life of the process must not be made by a mutant. The second time tells how long each check takes.
    private static TimeSpan[] WarmUp(Check[] checks)
    {
        Library.Warm.Activate(Library.NoMutant);
        for (var isFirst = true; ; isFirst = false)
        {
            // Not as a failure, which would say that the mutant was found.
            if (!Walk.Through(() => checks, _ => 3 * Cold, out var walk) || walk.Failure is not null)
                Environment.FailFast($"Without a mutant {walk.Failed} does not hold.", walk.Failure);
            if (Log is not null)
                File.AppendAllLines($"{Log}.times", walk.Times.Zip(checks, (time, check) => $"{isFirst}\t{time.TotalMilliseconds}\t{check}"));
            if (!isFirst)
                return [.. walk.Times];
        }
    }
}
