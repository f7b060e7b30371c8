namespace Kalends.Recurrence.Tests.Differential;

/// <summary>A kind of difference between other engines and ours.</summary>
/// <param name="Name">A few words that name it.</param>
/// <param name="Engines">Which engines show it.</param>
/// <param name="Clause">What decides; a clause of RFC 5545 where nothing else is named.</param>
/// <param name="Choice">Who is right, why, and what we do.</param>
/// <param name="Explains">Whether it explains what an engine gave for a case.</param>
internal sealed record Divergence(string Name, string[] Engines, string Clause, string Choice, Func<Case, Answer, bool> Explains);
