namespace Kalends.Recurrence.Clocks;

/// <summary>A span of local times, in seconds, that are read with one offset by RFC 5545, 3.3.5.</summary>
/// <param name="Start">Inclusive.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Offset">Local time minus UTC.</param>
/// <param name="IsTangled">
/// Whether a local time of another span is read as the same instant, or in the other order: those inside a gap and those behind it.
/// </param>
internal readonly record struct LocalSpan(long Start, long End, int Offset, bool IsTangled)
{
    internal long UtcStart => Start - Offset;

    internal long UtcEnd => End - Offset;

    internal bool Contains(long local) => Start <= local && local < End;
}
