using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Operations;

/// <summary>
/// Says whether the process can serve anybody: 503 when it is about to end, and while nothing that it depends on answers. A server that is
/// down is named and no reason to turn away those whose data lies elsewhere; all processes would be without work, since all ask the same servers.
/// </summary>
internal sealed class CheckReady(StorageSet storage, DomainRules rules, Draining draining) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var states = await storage.Check(call.Cancellation);
        var isReady = !draining.HasBegun && states.Any(state => state.IsHealthy);
        var dependencies = states
            .Select(state => new DependencyBody(state.Name, state.IsHealthy ? "up" : "down", state.Detail))
            .ToImmutableArray();
        var body = new ReadyBody(isReady ? "ready" : "not ready", ServerVersion.Text, rules.TzdbVersion, dependencies);
        return Reply.Of(isReady ? 200 : 503, body, OperationsJson.Default.ReadyBody);
    }
}
