using System.Globalization;
using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;

namespace Kalends.Storage.Cluster.MySql.Shards;

/// <summary>What a statement's rows lie under: its slot finds the server, kind and text what to copy when the slot moves.</summary>
internal readonly record struct ShardKey(Slot Slot, ShardKeyKind Kind, string Text)
{
    public static ShardKey Of(UserId user) =>
        new(Slot.Of(user), ShardKeyKind.User, user.Value.ToString(CultureInfo.InvariantCulture));

    public static ShardKey Of(CalendarId calendar) =>
        new(Slot.Of(calendar), ShardKeyKind.Calendar, calendar.Value.ToString(CultureInfo.InvariantCulture));

    public static ShardKey Of(string name) => new(Slot.Of(name), ShardKeyKind.Name, name);
}

/// <summary>Kept in rows: never renumber.</summary>
internal enum ShardKeyKind
{
    User = 1,
    Calendar = 2,
    Address = 3,
    Name = 4,
}
