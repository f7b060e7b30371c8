using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Kalends.Recurrence.Tests;

namespace Kalends.Recurrence.Mutation;

/// <summary>A copy of the mutated library in this process, with the tests that use it.</summary>
internal sealed class Library(Assembly recurrence, Assembly tests)
{
    internal const int NoMutant = -1;

    // What Stryker has put into the library; absent where that is not mutated.
    private readonly Type? control = recurrence.GetTypes().FirstOrDefault(type => type.Name == "MutantControl");

    internal Assembly Tests => tests;

    /// <summary>The copy that lives as long as the process.</summary>
    internal static Library Warm { get; } = new(typeof(Series).Assembly, typeof(RfcExampleTests).Assembly);

    /// <summary>A copy whose static fields nobody has set yet.</summary>
    internal static Library Fresh()
    {
        var context = new AssemblyLoadContext(null, isCollectible: true);
        var recurrence = context.LoadFromAssemblyPath(typeof(Series).Assembly.Location);
        return new Library(recurrence, context.LoadFromAssemblyPath(typeof(RfcExampleTests).Assembly.Location));
    }

    internal void Activate(int mutant) => control?.GetField("ActiveMutant")!.SetValue(null, mutant);

    /// <summary>Forgets what has been read of zones and is kept for each zone object.</summary>
    internal void ForgetClocks()
    {
        var clocks = recurrence.GetType("Kalends.Recurrence.Clocks.ZoneClock")!.GetField("Clocks", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        clocks.GetType().GetMethod("Clear")!.Invoke(clocks, null);
    }

    /// <summary>The mutants in what is computed once for the life of a copy. To be asked of a fresh one, which is of no further use.</summary>
    internal HashSet<int> StaticMutants()
    {
        if (control is null)
            return [];
        control.GetField("CaptureCoverage")!.SetValue(null, true);
        foreach (var type in recurrence.GetTypes().Where(type => type is { ContainsGenericParameters: false, TypeInitializer: not null } && type != control))
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        var covered = (IList<int>[])control.GetMethod("GetCoverageData")!.Invoke(null, null)!;
        return [.. covered[0]];
    }
}
