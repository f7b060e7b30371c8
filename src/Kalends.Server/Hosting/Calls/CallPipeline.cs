using Kalends.Server.Hosting.Keyed;
using Kalends.Server.Hosting.Problems;
using Kalends.Server.Identity;

namespace Kalends.Server.Hosting.Calls;

/// <summary>Everything between the route and the operation, in the order that the contract names: 401 first, then what the operation finds.</summary>
internal sealed class CallPipeline(CallServices services, Callers callers, RateLimits rates, KeyedAnswers keyed)
{
    public async Task Run(HttpContext http, IOperation operation)
    {
        var isTransfer = http.GetEndpoint()!.Metadata.GetMetadata<Transfer>() is not null;
        using var time = new CancellationTokenSource(isTransfer ? services.Limits.TransferTime : services.Limits.Time, services.Clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, time.Token);
        try
        {
            var reply = await Decide(http, operation, ends.Token);
            await reply.Send(http.Response, ends.Token);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !http.Response.HasStarted)
        {
            await ((Reply)ProblemKinds.TimedOut).Send(http.Response);
        }
    }

    private async Task<Reply> Decide(HttpContext http, IOperation operation, CancellationToken cancellation)
    {
        var traits = http.GetEndpoint()!.Metadata;
        var caller = await callers.Identify(http);
        if (traits.GetMetadata<Unlimited>() is null && rates.Refuse(caller, http.Connection.RemoteIpAddress) is { } wait) return ProblemKinds.TooMany(wait);
        if (caller is null && traits.GetMetadata<OpenToAll>() is null) return ProblemKinds.Unauthenticated;
        var call = new Call(http, caller, services, cancellation);
        return traits.GetMetadata<AcceptsKey>() is not null ? await keyed.Run(call, operation) : await operation.Handle(call);
    }
}
