namespace Kalends.Testing.Cassandra;

/// <summary>Something that only one process of this machine may have at a time; freed by the system when its owner dies.</summary>
internal sealed class MachineLock : IDisposable
{
    private readonly FileStream _file;

    private MachineLock(FileStream file) => _file = file;

    public static MachineLock? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new MachineLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static async Task<MachineLock> TakeAsync(string path)
    {
        while (true)
        {
            if (TryTake(path) is { } taken) return taken;
            await Task.Delay(200);
        }
    }

    public void Dispose() => _file.Dispose();
}
