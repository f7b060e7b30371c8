using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>
/// The part of all rows that a shard key falls into. Ids are random, so their low bits serve; what is not random is hashed.
/// </summary>
internal readonly record struct Slot(int Number)
{
    private const int Mask = SlotRange.Slots - 1;

    public static Slot Of(UserId user) => new((int)(user.Value & Mask));

    public static Slot Of(CalendarId calendar) => new((int)(calendar.Value & Mask));

    public static Slot Of(string name) => First12Bits(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>Keyed, so that the slot of an address, which shows in its owner's id, does not tell whether a guessed address is theirs.</summary>
    public static Slot Of(EmailAddress email, ReadOnlySpan<byte> key) =>
        First12Bits(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(email.Key)));

    /// <summary>The drawn id, moved into this slot.</summary>
    public long Place(long drawn) => Math.Max((drawn & ~Mask) | (uint)Number, SlotRange.Slots + Number);

    private static Slot First12Bits(ReadOnlySpan<byte> hash) => new(BinaryPrimitives.ReadUInt16BigEndian(hash) & Mask);
}
