namespace Kalends.Recurrence.Mutation;

/// <summary>While it lives, the mutant that Stryker has chosen (by a number in a file) is not active.</summary>
internal sealed class NoMutant : IDisposable
{
    private const int None = -1;

    private static readonly string? Choice = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE");

    private readonly int chosen = None;

    /// <summary>The number of the mutant.</summary>
    internal static int Chosen => Choice is null ? None : BitConverter.ToInt32(Read());

    internal NoMutant()
    {
        if (Choice is null)
            return;
        chosen = Chosen;
        Write(None);
    }

    public void Dispose()
    {
        if (Choice is not null)
            Write(chosen);
    }

    private static byte[] Read()
    {
        var bytes = new byte[sizeof(int)];
        using var file = Open();
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void Write(int mutant)
    {
        using var file = Open();
        file.Write(BitConverter.GetBytes(mutant));
    }

    private static FileStream Open() => new(Choice!, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
