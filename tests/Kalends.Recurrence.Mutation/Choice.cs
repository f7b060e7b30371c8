using System.Runtime.CompilerServices;

namespace Kalends.Recurrence.Mutation;

/// <summary>
/// The mutant that Stryker has chosen, by a number in a file. Stryker's code in the library would read that file at each of millions of
/// mutation points; where the environment does not name it, it compares a field instead, which <see cref="Library.Activate"/> sets.
/// </summary>
internal static class Choice
{
    private const string Variable = "STRYKER_MUTANT_FILE";

    private static readonly string? File = Environment.GetEnvironmentVariable(Variable);

    internal static int Mutant
    {
        get
        {
            if (File is null)
                return Library.NoMutant;
            var bytes = new byte[sizeof(int)];
            using var file = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.ReadExactly(bytes);
            return BitConverter.ToInt32(bytes);
        }
    }

    [ModuleInitializer]
    internal static void Take()
    {
        if (File is not null)
            Environment.SetEnvironmentVariable(Variable, null);
    }
}
