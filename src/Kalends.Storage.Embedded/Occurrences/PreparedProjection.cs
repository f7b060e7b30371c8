using Kalends.Domain.Occurrences;
using Kalends.Storage.Documents;
using Kalends.Storage.Occurrences;

namespace Kalends.Storage.Embedded.Occurrences;

/// <summary>A projection made ready on the caller's thread: each different face once, as bytes.</summary>
internal sealed class PreparedProjection
{
    /// <summary>As many occurrences as one transaction takes; about ten milliseconds of the writer's time.</summary>
    public const int SliceSize = 2_000;

    public PreparedProjection(Projection projection)
    {
        Projection = projection;
        FaceOf = new int[projection.Occurrences.Length];
        var numbers = new Dictionary<Face, int>();
        Face? last = null;
        for (int at = 0; at < FaceOf.Length; at++)
        {
            Face face = projection.Occurrences[at].Face;
            if (ReferenceEquals(face, last)) FaceOf[at] = FaceOf[at - 1];
            else if (numbers.TryGetValue(face, out int number)) FaceOf[at] = number;
            else numbers.Add(face, FaceOf[at] = numbers.Count);
            last = face;
        }
        Faces = [.. numbers.OrderBy(numbered => numbered.Value).Select(numbered => FaceDocument.Encode(numbered.Key))];
    }

    public Projection Projection { get; }

    /// <summary>Documents, by number.</summary>
    public byte[][] Faces { get; }

    /// <summary>The number of each occurrence's face.</summary>
    public int[] FaceOf { get; }

    public static bool IsSmall(Projection projection) => projection.Occurrences.Length <= SliceSize;
}
