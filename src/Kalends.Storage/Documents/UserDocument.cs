using Kalends.Domain.Identity;
using NodaTime;

namespace Kalends.Storage.Documents;

/// <summary>A user as bytes: 1 id, 2 address, 3 name, 4 preferences, 5 created, 6 revision.</summary>
internal static class UserDocument
{
    public static byte[] Encode(User user)
    {
        var writer = new FieldWriter();
        writer.Integer(1, user.Id.Value);
        writer.Text(2, user.Email.Text);
        writer.Text(3, user.Name);
        writer.Preferences(4, user.Preferences);
        writer.Integer(5, user.CreatedAt.ToUnixTimeSeconds());
        writer.Integer(6, user.Revision);
        return writer.ToArray();
    }

    public static User Decode(ReadOnlySpan<byte> document)
    {
        FieldReader fields = FieldReader.Open(document);
        (long id, string address, string name, long created, long revision) = (0, "", "", 0, 0);
        Preferences? preferences = null;
        while (fields.Next())
            switch (fields.Number)
            {
                case 1: id = fields.Integer; break;
                case 2: address = fields.Text; break;
                case 3: name = fields.Text; break;
                case 4: preferences = fields.Preferences(); break;
                case 5: created = fields.Integer; break;
                case 6: revision = fields.Integer; break;
            }
        return new User(
            new UserId(id), new EmailAddress(address), name,
            preferences ?? throw new StorageException("A stored user has no preferences."),
            Instant.FromUnixTimeSeconds(created), revision);
    }
}
