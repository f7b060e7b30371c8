using Kalends.Storage.Embedded.Sqlite;

namespace Kalends.Storage.Embedded.Writing;

/// <summary>Something that waits for the writer. It may be run twice, if the group it was first in failed.</summary>
internal abstract class WriteRequest
{
    public abstract void Run(Connection connection);

    /// <summary>The transaction is on the disk.</summary>
    public abstract void Complete();

    /// <summary>Nothing of it is stored.</summary>
    public abstract void Fail(Exception cause);
}

/// <summary>A write with its input and its result.</summary>
internal sealed class WriteRequest<TInput, TResult>(TInput input, Func<Connection, TInput, TResult> write) : WriteRequest
{
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? result;

    public Task<TResult> Completion => completion.Task;

    public override void Run(Connection connection) => result = write(connection, input);

    public override void Complete() => completion.SetResult(result!);

    public override void Fail(Exception cause) => completion.SetException(cause);
}
