namespace Kalends.Storage.Cluster.Cassandra.Documents;

/// <summary>
/// A document as a cell holds it: itself behind a 0, or, where it is too large for the rows it lies among, a 1 and the id it has in the
/// document store.
/// </summary>
internal static class StoredDocument
{
    private const byte Here = 0, Elsewhere = 1;

    public static byte[] Inline(byte[] document) => [Here, .. document];

    public static byte[] Pointer(Guid id) => [Elsewhere, .. id.ToByteArray()];

    /// <summary>Where it is if not in the cell.</summary>
    public static Guid? PointerIn(byte[] cell) => cell[0] == Elsewhere ? new Guid(cell.AsSpan(1)) : null;

    public static ReadOnlySpan<byte> InlineIn(byte[] cell) => cell.AsSpan(1);
}
