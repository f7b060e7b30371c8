using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;

namespace Kalends.Storage.Documents;

/// <summary>
/// A face as bytes: 1 title, 2 description, 3 location, 4 start zone, 5 end zone, 6 original zone, 7 status, 8 transparency, 9 visibility,
/// 10 recurring, 11 modified, 12 version.
/// </summary>
internal static class FaceDocument
{
    public static byte[] Encode(Face face)
    {
        var writer = new FieldWriter();
        writer.Text(1, face.Title);
        if (face.Description.Length > 0) writer.Text(2, face.Description);
        if (face.Location.Length > 0) writer.Text(3, face.Location);
        writer.Text(4, face.StartZone);
        writer.Text(5, face.EndZone);
        writer.Text(6, face.OriginalZone);
        writer.Integer(7, (int)face.Status);
        writer.Integer(8, (int)face.Transparency);
        writer.Integer(9, (int)face.Visibility);
        writer.Flag(10, face.Recurring);
        writer.Flag(11, face.IsModified);
        writer.Integer(12, face.Version);
        return writer.ToArray();
    }

    public static Face Decode(ReadOnlySpan<byte> document)
    {
        FieldReader fields = FieldReader.Open(document);
        string title = "", description = "", location = "";
        string? startZone = null, endZone = null, originalZone = null;
        (EventStatus status, Transparency transparency, Visibility visibility) = (default, default, default);
        (bool recurring, bool modified, long version) = (false, false, 0);
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: title = fields.Text; break;
                case 2: description = fields.Text; break;
                case 3: location = fields.Text; break;
                case 4: startZone = fields.Text; break;
                case 5: endZone = fields.Text; break;
                case 6: originalZone = fields.Text; break;
                case 7: status = (EventStatus)fields.Integer; break;
                case 8: transparency = (Transparency)fields.Integer; break;
                case 9: visibility = (Visibility)fields.Integer; break;
                case 10: recurring = fields.Integer != 0; break;
                case 11: modified = fields.Integer != 0; break;
                case 12: version = fields.Integer; break;
            }
        return new Face
        {
            Title = title, Description = description, Location = location, StartZone = startZone, EndZone = endZone,
            OriginalZone = originalZone, Status = status, Transparency = transparency, Visibility = visibility, Recurring = recurring,
            IsModified = modified, Version = version,
        };
    }
}
