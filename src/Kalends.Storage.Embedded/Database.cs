using Kalends.Storage.Embedded.Reading;
using Kalends.Storage.Embedded.Sqlite;
using Kalends.Storage.Embedded.Writing;

namespace Kalends.Storage.Embedded;

/// <summary>The data file: snapshots to read, one thread to write.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly DataDirectory directory;
    private readonly ReadPool readers;
    private readonly Writer writer;
    private int disposed;

    public Database(string path)
    {
        directory = new DataDirectory(path);
        try
        {
            writer = new Writer(directory.OpenWriter);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
        readers = new ReadPool(directory.OpenReader, capacity: 2 * Math.Max(4, Environment.ProcessorCount));
    }

    /// <summary>Reads as of one moment, on the caller's thread.</summary>
    public ValueTask<TResult> Read<TInput, TResult>(
        TInput input, Func<Connection, TInput, TResult> read, CancellationToken cancellation) => readers.Read(input, read, cancellation);

    /// <summary>Writes in one transaction; done when it is on the disk. Once accepted it is no longer cancelled.</summary>
    public Task<TResult> Write<TInput, TResult>(
        TInput input, Func<Connection, TInput, TResult> write, CancellationToken cancellation) => writer.Write(input, write, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1) return;
        readers.Dispose();
        await writer.DisposeAsync();
        directory.Dispose();
    }
}
