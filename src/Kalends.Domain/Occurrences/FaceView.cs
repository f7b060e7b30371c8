namespace Kalends.Domain.Occurrences;

/// <summary>Something that a reader made of a face and keeps with it, so that it is made once and lives as long.</summary>
public abstract class FaceView(Face face)
{
    /// <summary>What it is made of.</summary>
    protected Face Face { get; } = face;

    internal bool IsOf(Face one) => ReferenceEquals(Face, one);
}

/// <summary>Where a face keeps a view. It says nothing about the face, so faces that differ only in it are equal.</summary>
internal struct FaceViewSlot : IEquatable<FaceViewSlot>
{
    public FaceView? View;

    public readonly bool Equals(FaceViewSlot other) => true;

    public override readonly bool Equals(object? obj) => obj is FaceViewSlot;

    public override readonly int GetHashCode() => 0;
}
