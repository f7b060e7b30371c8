using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Kalends.Domain.Identity;
using Kalends.Domain.Notifications;
using Kalends.Storage.Cluster.MySql.Shards;
using MySqlConnector;
using NodaTime;

namespace Kalends.Storage.Cluster.MySql.Users;

/// <summary>What is known of a user's telephone, as a row.</summary>
internal static class PhoneRows
{
    private const string Names = "revision, verified, asked, code_hash, expires_at, attempts_left, sent_at";
    private const string SelectOne = $"SELECT {Names} FROM phones WHERE slot = @slot AND user_id = @user";
    private const string Insert =
        $"""
        INSERT IGNORE INTO phones (slot, user_id, {Names})
        VALUES (@slot, @user, @revision, @verified, @asked, @code, @expires, @attempts, @sent)
        """;
    private const string Update =
        """
        UPDATE phones SET revision = @revision, verified = @verified, asked = @asked, code_hash = @code, expires_at = @expires,
            attempts_left = @attempts, sent_at = @sent
        WHERE slot = @slot AND user_id = @user AND revision = @revision - 1
        """;

    public static Statement Select(UserId user) => Statement.Of(SelectOne, ("@user", user.Value));

    public static Statement Replace(PhoneVerification phone) => Statement.Of(phone.Revision == 1 ? Insert : Update,
        ("@user", phone.UserId.Value), ("@revision", phone.Revision), ("@verified", phone.Verified), ("@asked", phone.Asked),
        ("@code", phone.CodeHash.Bytes()), ("@expires", phone.ExpiresAt.ToUnixTimeSeconds()), ("@attempts", phone.AttemptsLeft),
        ("@sent", MemoryMarshal.AsBytes<long>([.. phone.SentAt.Select(at => at.ToUnixTimeSeconds())]).ToArray()));

    public static PhoneVerification Read(MySqlDataReader row, UserId user) => new()
    {
        UserId = user, Revision = row.GetInt64(0), Verified = row.OptionalText(1), Asked = row.OptionalText(2), CodeHash = row.ByteArray(3),
        ExpiresAt = row.Instant(4), AttemptsLeft = row.GetInt32(5), SentAt = Instants(row.Bytes(6)),
    };

    private static ImmutableArray<Instant> Instants(byte[] bytes)
    {
        var instants = ImmutableArray.CreateBuilder<Instant>();
        foreach (long seconds in MemoryMarshal.Cast<byte, long>(bytes)) instants.Add(Instant.FromUnixTimeSeconds(seconds));
        return instants.DrainToImmutable();
    }
}
