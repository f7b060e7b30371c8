using System.Runtime.InteropServices;

namespace Kalends.Storage.Embedded.Sqlite;

/// <summary>One connection to the data file with its prepared statements; used by one thread at a time.</summary>
internal sealed unsafe class Connection : IDisposable
{
    private static readonly Sql BeginRead = new("BEGIN");
    private static readonly Sql BeginWrite = new("BEGIN IMMEDIATE");
    private static readonly Sql CommitSql = new("COMMIT");
    private static readonly Sql RollbackSql = new("ROLLBACK");
    private Statement?[] prepared = new Statement?[64];
    private nint handle;

    private Connection(nint handle) => this.handle = handle;

    public nint Handle => handle;

    private bool InTransaction => Native.IsAutocommit(handle) == 0;

    /// <summary>Opens the file; only the writer creates it.</summary>
    public static Connection Open(string path, bool readOnly)
    {
        int mode = readOnly ? Native.OpenReadOnly : Native.OpenReadWrite | Native.OpenCreate;
        int result = Native.Open(path, out nint handle, mode | Native.OpenNoMutex | Native.OpenExtendedErrors, 0);
        var connection = new Connection(handle);
        if (result == Native.Ok) return connection;
        using (connection) throw connection.Failure(result);
    }

    /// <summary>A statement, prepared on first use. Nobody else may be using it.</summary>
    public Statement Use(Sql sql)
    {
        if (sql.Index >= prepared.Length) Array.Resize(ref prepared, sql.Index + 64);
        return prepared[sql.Index] ??= Prepare(sql);
    }

    /// <summary>Runs a script, for the schema and for settings.</summary>
    public void Execute(string script)
    {
        int result = Native.Execute(handle, script, 0, 0, 0);
        if (result != Native.Ok) throw Failure(result);
    }

    /// <summary>Starts a snapshot: everything read until the end is of one moment.</summary>
    public void Begin() => Use(BeginRead).Run();

    public void BeginWriting() => Use(BeginWrite).Run();

    /// <summary>Ends a transaction. For a writing one: when this returns, its rows are on the disk.</summary>
    public void Commit() => Use(CommitSql).Run();

    /// <summary>Undoes what is open; after some failures SQLite has done so itself.</summary>
    public void Rollback()
    {
        if (InTransaction) Use(RollbackSql).Run();
    }

    /// <summary>What SQLite says about the result, in words.</summary>
    public StorageException Failure(int result) =>
        new($"The data file cannot be used: {Marshal.PtrToStringUTF8(Native.ErrorMessage(handle))} (SQLite code {result}).");

    public void Dispose()
    {
        foreach (Statement? statement in prepared) statement?.Finish();
        _ = Native.Close(handle);
        handle = 0;
    }

    private Statement Prepare(Sql sql)
    {
        fixed (byte* text = sql.Text)
        {
            int result = Native.Prepare(handle, text, sql.Text.Length, Native.PreparePersistent, out nint statement, 0);
            return result == Native.Ok ? new Statement(this, statement) : throw Failure(result);
        }
    }
}
