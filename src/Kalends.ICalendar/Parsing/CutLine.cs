namespace Kalends.ICalendar;

/// <summary>One content line as it was cut off. It stays valid until the next one is cut or until the data changes.</summary>
internal readonly ref struct CutLine
{
    /// <summary>All of it, without its last line ending.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>What stands before the first fold: all of it where there is none.</summary>
    public ReadOnlySpan<byte> Head { get; init; }

    /// <summary>Octets of the data, its last line ending included.</summary>
    public int Used { get; init; }

    /// <summary>Octets without the folds.</summary>
    public int UnfoldedLength { get; init; }

    /// <summary>True when it holds control characters.</summary>
    public bool HasControls { get; init; }

    /// <summary>True when a final <c>=</c> breaks it instead of a fold.</summary>
    public bool IsSoftlyBroken { get; init; }

    public bool IsFolded => Text.Length != Head.Length;
}
