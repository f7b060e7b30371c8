using Kalends.Domain.Events;
using Kalends.Domain.Events.Edits;

namespace Kalends.Domain.Tests.Events;

internal static class Answers
{
    /// <summary>The guest's answer.</summary>
    internal static Event Give(Event current, ResponseStatus response, string? instance = null) =>
        Given.Accepted(Command(current, response, instance).Decide(Given.Rules, Given.Now)).Result;

    internal static AnswerInvitation Command(Event current, ResponseStatus response, string? instance = null) =>
        new(Given.Edit with { By = Given.Guest }, current, response) { Instance = instance is null ? null : Given.At(instance) };
}
