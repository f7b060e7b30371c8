using System.Collections.Immutable;
using Kalends.Domain;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Features.Operations;

/// <summary>Says whether the process can serve: 503 while anything that it depends on does not answer, and when it is about to end.</summary>
internal sealed class CheckReady(StorageSet storage, DomainRules rules, Draining draining) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var states = await storage.Check(call.Cancellation);
        var isReady = !draining.HasBegun && states.All(state => state.IsHealthy);
        var dependencies = states
            .Select(state => new DependencyBody(state.Name, state.IsHealthy ? "up" : "down", state.Detail))
            .ToImmutableArray();
        var body = new ReadyBody(isReady ? "ready" : "not ready", ServerVersion.Text, rules.TzdbVersion, dependencies);
        return Reply.Of(isReady ? 200 : 503, body, OperationsJson.Default.ReadyBody);
    }
}
