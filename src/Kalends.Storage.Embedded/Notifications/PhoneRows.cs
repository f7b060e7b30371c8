using System.Buffers.Binary;
using System.Collections.Immutable;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Embedded.Sqlite;
using NodaTime;

namespace Kalends.Storage.Embedded.Notifications;

/// <summary>What is known of users' telephones.</summary>
internal static class PhoneRows
{
    private const string Names = "revision, verified, asked, code_hash, expires_at, attempts_left, sent_at";

    private static readonly Sql Select = new($"SELECT {Names} FROM phones WHERE user_id = ?1");
    private static readonly Sql Insert = new(
        $"INSERT INTO phones (user_id, {Names}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING");
    private static readonly Sql Update = new(
        """
        UPDATE phones SET revision = ?2, verified = ?3, asked = ?4, code_hash = ?5, expires_at = ?6, attempts_left = ?7, sent_at = ?8
        WHERE user_id = ?1 AND revision = ?2 - 1
        """);

    public static PhoneVerification? Find(Connection connection, UserId user)
    {
        using Statement row = connection.Use(Select).Bind(1, user.Value);
        return !row.Step() ? null : new PhoneVerification
        {
            UserId = user, Revision = row.Integer(0), Verified = row.OptionalText(1), Asked = row.OptionalText(2),
            CodeHash = row.ByteArray(3), ExpiresAt = row.Instant(4), AttemptsLeft = (int)row.Integer(5), SentAt = Instants(row.Bytes(6)),
        };
    }

    public static bool TryReplace(Connection connection, PhoneVerification phone) =>
        connection.Use(phone.Revision == 1 ? Insert : Update).Bind(1, phone.UserId.Value).Bind(2, phone.Revision).Bind(3, phone.Verified)
            .Bind(4, phone.Asked).Bind(5, phone.CodeHash).Bind(6, phone.ExpiresAt).Bind(7, phone.AttemptsLeft)
            .Bind(8, Bytes(phone.SentAt)).Run() == 1;

    private static byte[] Bytes(ImmutableArray<Instant> instants)
    {
        var bytes = new byte[instants.Length * sizeof(long)];
        for (int i = 0; i < instants.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), instants[i].ToUnixTimeSeconds());
        return bytes;
    }

    private static ImmutableArray<Instant> Instants(ReadOnlySpan<byte> bytes)
    {
        var instants = ImmutableArray.CreateBuilder<Instant>();
        for (; bytes.Length >= sizeof(long); bytes = bytes[sizeof(long)..])
            instants.Add(Instant.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(bytes)));
        return instants.DrainToImmutable();
    }
}
