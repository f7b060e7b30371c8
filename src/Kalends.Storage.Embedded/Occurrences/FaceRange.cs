namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>The faces of one projection. Keys rise and are never given twice, so a range is the identity of a projection.</summary>
internal readonly record struct FaceRange(long First, long Last)
{
    /// <summary>Of an event without occurrences.</summary>
    public static readonly FaceRange None = new(0, -1);

    public bool IsEmpty => Last < First;

    public bool Contains(long face) => face >= First && face <= Last;
}
