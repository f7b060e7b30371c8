namespace Kalends.ICalendar;

/// <summary>What a text may cost at most. Each bound that is passed is a refusal of its own name.</summary>
public sealed record ParsingLimits
{
    /// <summary>The limits that fit an import of a whole calendar: 50 MiB.</summary>
    public static ParsingLimits Default { get; } = new();

    /// <summary>Octets of the whole text. 50 MiB unless set.</summary>
    public long MaxSize { get; init; } = 50L << 20;

    /// <summary>Octets of one content line as it stands in the text, folds included. 4 MiB unless set.</summary>
    public int MaxLineLength { get; init; } = 4 << 20;

    /// <summary>Octets of one component of a calendar (an event with its alarms, say), unfolded. 16 MiB unless set.</summary>
    public int MaxComponentLength { get; init; } = 16 << 20;

    /// <summary>Components inside one another, the calendar itself counted. 8 unless set.</summary>
    public int MaxDepth { get; init; } = 8;

    /// <summary>Components in the whole text. 500,000 unless set.</summary>
    public int MaxComponents { get; init; } = 500_000;

    /// <summary>Properties of one component, those inside it not counted. 20,000 unless set.</summary>
    public int MaxProperties { get; init; } = 20_000;
}
