using Kalends.Domain;
using Kalends.Domain.Events;
using Kalends.Domain.Time;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Events;

/// <summary>Which instances a write means: <c>?scope=all|this|following&amp;originalStart=</c>.</summary>
/// <param name="Scope">All unless said otherwise.</param>
/// <param name="Reference">
/// Of the chosen instance; null where all are meant, or where it cannot be read, which is an error of the call.
/// </param>
internal sealed record InstanceQuery(EditScope Scope, InstanceReference? Reference)
{
    public static InstanceQuery Read(Call call)
    {
        var scope = EventWords.ReadScope(call.Query.Text("scope"));
        if (scope is null) call.Errors.Add("scope", "must be all, this or following");
        if (scope is not (EditScope.This or EditScope.Following)) return new InstanceQuery(EditScope.All, null);
        var reference = call.Query.RequiredText("originalStart") is { } text ? ReadReference(call, text) : null;
        return new InstanceQuery(scope.Value, reference);
    }

    /// <summary>Whether the query names an instance that the event does not have.</summary>
    public bool Misses(EventAtHand found, DomainRules rules) => Reference is not null && Find(found, rules) is null;

    public EventInstance? Find(EventAtHand found, DomainRules rules) =>
        Reference is null ? null : found.Event.FindInstance(rules, found.Zone, Reference);

    private static InstanceReference? ReadReference(Call call, string text)
    {
        var reference = InstanceReference.Read(text);
        if (reference is null)
            call.Errors.Add("originalStart", "must be the dateTime or date of an occurrence's originalStart (a + in it is sent as %2B)");
        return reference;
    }
}
