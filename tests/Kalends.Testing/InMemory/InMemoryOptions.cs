using Kalends.Storage.Events;

namespace Kalends.Testing.InMemory;

/// <summary>How weak the set is to be, within the law.</summary>
public sealed record InMemoryOptions
{
    /// <summary>Of everything that is left to chance.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>When a commit's projections are applied.</summary>
    public Inline Projections { get; init; } = Inline.Sometimes;

    /// <summary>How much a calendar may hold.</summary>
    public CalendarRoom Room { get; init; } = new();

    /// <summary>One signal in so many is lost; 0 loses none.</summary>
    public int LosesOneSignalIn { get; init; } = 3;
}

/// <summary>When something that may be late is done.</summary>
public enum Inline
{
    /// <summary>Only when the set is told to settle.</summary>
    Never,

    /// <summary>Before the answer, or not, by chance.</summary>
    Sometimes,

    /// <summary>Before the answer.</summary>
    Always,
}
