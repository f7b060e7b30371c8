using System.Text;

namespace Kalends.Storage.Embedded.Sqlite;

/// <summary>
/// A prepared statement in use. Disposing gives it back: it is reset, keeps its bindings and is used again, so every parameter is bound
/// each time. Spans that it hands out live until the next step or the disposal.
/// </summary>
internal sealed unsafe class Statement(Connection connection, nint handle) : IDisposable
{
    private const int StackLimit = 512;

    public Statement Bind(int index, long value) => Checked(Native.BindInteger(handle, index, value));

    public Statement Bind(int index, long? value) => value is { } integer ? Bind(index, integer) : Checked(Native.BindNull(handle, index));

    public Statement Bind(int index, bool value) => Bind(index, value ? 1L : 0L);

    public Statement Bind(int index, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(index, bytes);
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        byte none = 0;
        fixed (byte* bytes = value)
            return Checked(Native.BindBlob(handle, index, value.IsEmpty ? &none : bytes, value.Length, Native.Transient));
    }

    public Statement Bind(int index, string? value)
    {
        if (value is null) return Checked(Native.BindNull(handle, index));
        int size = Encoding.UTF8.GetByteCount(value);
        Span<byte> text = size < StackLimit ? stackalloc byte[StackLimit] : new byte[size + 1];
        Encoding.UTF8.GetBytes(value, text);
        fixed (byte* bytes = text)
            return Checked(Native.BindText(handle, index, bytes, size, Native.Transient));
    }

    /// <summary>Whether there is another row.</summary>
    public bool Step()
    {
        int result = Native.Step(handle);
        return result == Native.Row || (result == Native.Done ? false : throw connection.Failure(result));
    }

    /// <summary>Runs a statement that gives no rows, gives it back and says how many rows it changed.</summary>
    public int Run()
    {
        try
        {
            Step();
            return Native.Changes(connection.Handle);
        }
        finally
        {
            Dispose();
        }
    }

    public bool IsNull(int column) => Native.ColumnType(handle, column) == Native.NullType;

    public long Integer(int column) => Native.ColumnInteger(handle, column);

    public long? OptionalInteger(int column) => IsNull(column) ? null : Integer(column);

    public ReadOnlySpan<byte> Bytes(int column)
    {
        byte* bytes = Native.ColumnBlob(handle, column);
        return new(bytes, Native.ColumnBytes(handle, column));
    }

    public Guid Identifier(int column) => new(Bytes(column), bigEndian: true);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? OptionalText(int column) => IsNull(column) ? null : Text(column);

    // The result of a reset repeats the failure of the last step, which was thrown then.
    public void Dispose() => _ = Native.Reset(handle);

    public void Finish() => _ = Native.Finish(handle);

    private Statement Checked(int result) => result == Native.Ok ? this : throw connection.Failure(result);
}
