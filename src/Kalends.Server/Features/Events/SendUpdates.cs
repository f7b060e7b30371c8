using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Events;

/// <summary><c>?sendUpdates=all|external|none</c>: which attendees are told of a write.</summary>
internal static class SendUpdates
{
    /// <summary>Refuses any other word: a typing error must not send mail to people, nor keep it from them.</summary>
    public static void Check(Call call)
    {
        if (call.Query.Text("sendUpdates") is not (null or "all" or "external" or "none"))
            call.Errors.Add("sendUpdates", "must be all, external or none");
    }
}
