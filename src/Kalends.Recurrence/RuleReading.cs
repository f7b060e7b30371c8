namespace Kalends.Recurrence;

/// <summary>What became of a rule's text: <see cref="RuleParsed"/> or <see cref="RuleRefused"/>.</summary>
public abstract record RuleReading
{
    private protected RuleReading() { }
}

/// <summary>The text is a rule.</summary>
public sealed record RuleParsed(RecurrenceRule Rule) : RuleReading;

/// <summary>The text is not a rule.</summary>
/// <param name="Part">The offending part, such as <c>BYMONTH</c>; empty where the text has none.</param>
/// <param name="Value">The offending value as it was written.</param>
/// <param name="Reason">A sentence for the person who wrote the rule.</param>
public sealed record RuleRefused(string Part, string Value, string Reason) : RuleReading;
