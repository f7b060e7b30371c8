using System.Diagnostics.CodeAnalysis;
using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Events;

internal static class Decisions
{
    /// <summary>
    /// Joins what is wrong with the form of a request and what the rules say to its content: one answer names everything.
    /// </summary>
    public static bool Accepts(
        this Call call,
        EventDecision decision,
        [NotNullWhen(true)] out EventDecision.Accepted? accepted,
        [NotNullWhen(false)] out Reply? refused)
    {
        accepted = decision as EventDecision.Accepted;
        refused = call.Refused();
        if (decision is not EventDecision.Refused { Refusal: var refusal }) return refused is null;
        if (refused is null) refused = refusal;
        else if (refusal is Refusal.Invalid invalid && call.Errors.Any) refused = invalid.After(call.Errors);
        return false;
    }
}
