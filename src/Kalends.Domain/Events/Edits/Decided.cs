namespace Kalends.Domain.Events.Edits;

/// <summary>Short forms of decisions.</summary>
internal static class Decided
{
    internal static EventDecision One(EventChange change) => new EventDecision.Accepted([change], change.After);

    internal static EventDecision NotFound(string what) => new EventDecision.Refused(new Refusal.NotFound(what));

    internal static EventDecision Invalid(string member, string message) => new EventDecision.Refused(Refusal.Invalid.Of(member, message));

    /// <summary>Goes on with what was accepted, or hands the refusal on.</summary>
    internal static EventDecision By(Checked<EventContent> draft, Func<EventContent, EventDecision> accept) => draft switch
    {
        Checked<EventContent>.Accepted accepted => accept(accepted.Value),
        Checked<EventContent>.Refused refused => new EventDecision.Refused(refused.Refusal),
        _ => throw new InvalidOperationException($"Unknown {draft}"),
    };
}
