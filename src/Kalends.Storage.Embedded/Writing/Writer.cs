using System.Diagnostics.CodeAnalysis;
using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Writing;

/// <summary>
/// The one thread that writes. All writes that wait form one transaction and share its fsync; only then are they answered. If one of them
/// fails the transaction is undone and each is run alone, so that a bad one hurts only itself.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int Capacity = 1024;
    private readonly WriteQueue queue = new(Capacity);
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Connection> open;
    private Connection? connection;

    /// <summary>Starts the thread; the file exists when this returns.</summary>
    public Writer(Func<Connection> open)
    {
        this.open = open;
        connection = open();
        new Thread(Loop) { Name = "kalends writer", IsBackground = true }.Start();
    }

    public async Task<TResult> Write<TInput, TResult>(
        TInput input, Func<Connection, TInput, TResult> write, CancellationToken cancellation)
    {
        var request = new WriteRequest<TInput, TResult>(input, write);
        await queue.Add(request, cancellation);
        return await request.Completion;
    }

    /// <summary>Finishes what was accepted, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await stopped.Task;
        queue.Dispose();
    }

    private void Loop()
    {
        List<WriteRequest> group = [];
        while (queue.TryTakeAll(ref group))
        {
            if (TryCommit(group, out Exception? failure)) continue;
            if (group.Count == 1) group[0].Fail(failure);
            else foreach (WriteRequest request in group) CommitAlone(request);
        }
        connection?.Dispose();
        stopped.SetResult();
    }

    private void CommitAlone(WriteRequest request)
    {
        if (!TryCommit([request], out Exception? failure)) request.Fail(failure);
    }

    private bool TryCommit(List<WriteRequest> group, [NotNullWhen(false)] out Exception? failure)
    {
        try
        {
            connection ??= open();
            connection.BeginWriting();
            foreach (WriteRequest request in group) request.Run(connection);
            connection.Commit();
        }
        catch (Exception cause)
        {
            failure = cause;
            Undo();
            return false;
        }
        failure = null;
        foreach (WriteRequest request in group) request.Complete();
        return true;
    }

    // A connection that cannot even undo is given up; the next group opens another, which recovers the file.
    private void Undo()
    {
        try
        {
            connection?.Rollback();
        }
        catch (StorageException)
        {
            connection?.Dispose();
            connection = null;
        }
    }
}
