using NodaTime;

namespace Kalends.Domain.Time;

/// <summary>A move of a series' start, as wall-clock time: what recurrence ids follow when their series moves.</summary>
internal sealed class WallShift
{
    private static readonly LocalDateTime First = new(1, 1, 1, 0, 0);
    private static readonly LocalDateTime Last = new(9999, 12, 31, 23, 59, 59);
    private readonly EventTime from;
    private readonly EventTime to;
    private readonly Duration amount;

    internal WallShift(EventTime from, EventTime to)
    {
        (this.from, this.to) = (from, to);
        amount = ChangesKind
            ? Between(from.Local.Date.AtMidnight(), to.Local.Date.AtMidnight())
            : Between(from.Local, to.Local);
    }

    /// <summary>Whether nothing moves.</summary>
    internal bool IsNone => from == to;

    /// <summary>Whether a timed series becomes an all-day one, or the other way round.</summary>
    internal bool ChangesKind => from.IsDay != to.IsDay;

    /// <summary>The zone of the series after the move differs from the one before.</summary>
    internal bool ChangesZone => from is EventTime.Moment a && to is EventTime.Moment b && a.ZoneId != b.ZoneId;

    /// <summary>The amount; whole days between the dates where the kind changes.</summary>
    internal Period Amount => Period.FromSeconds((long)amount.TotalSeconds);

    /// <summary>A recurrence id of the series before the move, as one after it; null outside the years 0001 to 9999.</summary>
    internal EventTime? Apply(EventTime id)
    {
        if (IsNone) return id;
        if (Move(id.Local) is not { } local) return null;
        if (to is not EventTime.Moment start) return new EventTime.Day(local.Date);
        return new EventTime.Moment(ChangesKind ? local.Date + start.At.TimeOfDay : local, start.ZoneId);
    }

    /// <summary>Another time of the series, such as an end, moved by the same amount in its own zone.</summary>
    internal EventTime? ApplyKeepingZone(EventTime time) => Move(time.Local) switch
    {
        null => null,
        { } local => time is EventTime.Moment moment ? new EventTime.Moment(local, moment.ZoneId) : new EventTime.Day(local.Date),
    };

    private LocalDateTime? Move(LocalDateTime local)
    {
        var seconds = Between(First, local) + amount;
        return seconds < Duration.Zero || seconds > Between(First, Last) ? null : First.PlusSeconds((long)seconds.TotalSeconds);
    }

    private static Duration Between(LocalDateTime a, LocalDateTime b) => b.InUtc().ToInstant() - a.InUtc().ToInstant();
}
