using Ical.Net.Evaluation;

namespace Kalends.Recurrence.Race;

/// <summary>One case of the protocol in engines/README.md.</summary>
internal sealed record Case(string Id, string Start, string Zone, string Rule);

/// <summary>Walks a rule's first instances and reads the instant of each; returns how many there were.</summary>
/// <param name="most">How many to walk.</param>
/// <param name="isOver">Whether time is up; asked now and then.</param>
/// <param name="found">Where to put the instants, in seconds, if anywhere.</param>
internal delegate int Walk(int most, Func<bool> isOver, List<long>? found = null);

internal static class Protocol
{
    /// <summary>The answer, or the refusal of an engine that threw.</summary>
    internal static string Answer(Func<string> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or NotSupportedException or EvaluationException)
        {
            return "!\t" + error.Message.ReplaceLineEndings(" ");
        }
    }
}
