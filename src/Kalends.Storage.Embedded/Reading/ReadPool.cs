using System.Collections.Concurrent;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Reading;

/// <summary>
/// Connections for reading. A read is a snapshot: it neither waits for the writer nor is waited for, and runs on the caller's thread.
/// There are as many connections as reads at once, up to a bound; beyond it a reader waits without a thread.
/// </summary>
internal sealed class ReadPool(Func<Connection> open, int capacity) : IDisposable
{
    private readonly SemaphoreSlim places = new(capacity);
    private readonly ConcurrentStack<Connection> idle = new();
    private volatile bool closed;

    public ValueTask<TResult> Read<TInput, TResult>(
        TInput input, Func<Connection, TInput, TResult> read, CancellationToken cancellation) =>
        places.Wait(0, cancellation)
            ? new ValueTask<TResult>(ReadInPlace(input, read))
            : ReadLater(input, read, cancellation);

    public void Dispose()
    {
        closed = true;
        while (idle.TryPop(out Connection? connection)) connection.Dispose();
    }

    private async ValueTask<TResult> ReadLater<TInput, TResult>(
        TInput input, Func<Connection, TInput, TResult> read, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation);
        return ReadInPlace(input, read);
    }

    private TResult ReadInPlace<TInput, TResult>(TInput input, Func<Connection, TInput, TResult> read)
    {
        try
        {
            ObjectDisposedException.ThrowIf(closed, typeof(EmbeddedStorageSet));
            if (!idle.TryPop(out Connection? connection)) connection = open();
            return ReadWith(connection, input, read);
        }
        finally
        {
            places.Release();
        }
    }

    private TResult ReadWith<TInput, TResult>(Connection connection, TInput input, Func<Connection, TInput, TResult> read)
    {
        try
        {
            connection.Begin();
            TResult result = read(connection, input);
            connection.Commit();
            idle.Push(connection);
            if (closed) Dispose();
            return result;
        }
        catch
        {
            // Whatever state it is in, the next reader gets a fresh one.
            connection.Dispose();
            throw;
        }
    }
}
