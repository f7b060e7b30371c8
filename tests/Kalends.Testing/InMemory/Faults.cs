using Kalends.Storage;

namespace Kalends.Testing.InMemory;

/// <summary>Lets a set die between two steps of its work, as a process does: nothing more happens, and nobody is told. Or lets one step fail.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private Step? deadly, failing;
    private int spared;
    private bool isDead;

    /// <summary>Dies when the step is next about to be made, after letting it pass some times.</summary>
    public void DieBefore(Step step, int after = 0)
    {
        lock (gate) (deadly, spared) = (step, after);
    }

    /// <summary>The step is not made when it is next about to be, since a server does not answer; the set lives on.</summary>
    public void FailBefore(Step step)
    {
        lock (gate) failing = step;
    }

    /// <summary>Whether the set has died.</summary>
    public bool IsDead
    {
        get
        {
            lock (gate) return isDead;
        }
    }

    internal void Reach(Step step)
    {
        lock (gate)
        {
            if (!isDead && step == deadly) isDead = spared-- == 0;
            if (isDead) throw new DiedException();
            if (step != failing) return;
            failing = null;
            throw new StorageException("A server did not answer here, as the test wished.");
        }
    }
}

/// <summary>The set died; open another over the same state.</summary>
public sealed class DiedException() : Exception("The set died here, as the test wished.");

/// <summary>Everything that is done in one piece, in the order in which one operation does it.</summary>
public enum Step
{
    /// <summary>Any read, and any write of one record.</summary>
    Single,

    /// <summary>An address is reserved for a user to be.</summary>
    ReserveAddress,

    /// <summary>The user is stored.</summary>
    StoreUser,

    /// <summary>The address leads to the user.</summary>
    ActivateAddress,

    /// <summary>The directory knows the calendar's owner.</summary>
    ListCalendar,

    /// <summary>The calendar is stored at its owner.</summary>
    StoreCalendar,

    /// <summary>A grant is stored at the owner, and with it the news for the grantee.</summary>
    StoreGrant,

    /// <summary>The grantee's links follow a grant.</summary>
    FollowGrant,

    /// <summary>The calendar and its grants are forgotten at the owner.</summary>
    ForgetCalendar,

    /// <summary>The directory forgets the calendar.</summary>
    UnlistCalendar,

    /// <summary>Events, history, reminders and feed of a calendar change together.</summary>
    WritePartition,

    /// <summary>The event's location follows.</summary>
    FollowLocation,

    /// <summary>Occurrences of a new projection are written into one bucket, unseen.</summary>
    WriteBucket,

    /// <summary>Those who take part follow.</summary>
    FollowParticipations,

    /// <summary>What is due follows.</summary>
    FollowNotifications,

    /// <summary>What was due at a time is marked as settled.</summary>
    SettleNotification,

    /// <summary>The new projection is seen instead of the old one.</summary>
    SwitchProjection,

    /// <summary>What is no longer seen is removed.</summary>
    SweepProjection,

    /// <summary>All is done and the caller is told.</summary>
    Answer,
}
