namespace Kalends.Load.Data;

/// <summary>Seeded pseudo-random numbers (SplitMix64): the same seed gives the same data set on every machine.</summary>
internal sealed class Draw(ulong seed)
{
    private ulong state = seed;

    public ulong Bits()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below 1.</summary>
    public double Fraction() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below the limit.</summary>
    public int Below(int limit) => (int)(Fraction() * limit);

    public bool Chance(double probability) => Fraction() < probability;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
