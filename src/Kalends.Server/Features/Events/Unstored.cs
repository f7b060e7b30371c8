using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Events;

internal static class Unstored
{
    /// <summary>
    /// Whether the decision is stored; else what to answer: that the calendar is full, or null where another write was first, so that it
    /// is to be decided again.
    /// </summary>
    public static bool IsStored(this CommitResult result, out Reply? instead)
    {
        instead = null;
        if (result is CommitResult.Full full) instead = full.ToRefusal();
        return result is CommitResult.Committed;
    }

    public static Refusal.Full ToRefusal(this CommitResult.Full full) => new(full.Rule);
}
