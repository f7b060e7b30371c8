using System.Buffers.Text;
using Kalends.Server.Delivery.Channels.Push;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Notifications;

/// <summary>Tells the key that a browser needs to subscribe (<c>applicationServerKey</c>).</summary>
internal sealed class GetPushKey(Lazy<VapidKey> key) : IOperation
{
    public Task<Reply> Handle(Call call) =>
        Task.FromResult(Reply.Ok(new PushKeyBody(Base64Url.EncodeToString(key.Value.PublicPoint)), ReceiversJson.Default.PushKeyBody));
}
