using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Operations;

/// <summary>Says that the process runs, whatever it depends on.</summary>
internal sealed class CheckLive : IOperation
{
    public Task<Reply> Handle(Call call) => Task.FromResult(Reply.Ok(new LiveBody("live"), OperationsJson.Default.LiveBody));
}
