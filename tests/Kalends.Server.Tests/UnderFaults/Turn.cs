namespace Kalends.Server.Tests.UnderFaults;

/// <summary>Lets one at a time do something; who comes meanwhile does not wait.</summary>
internal sealed class Turn
{
    private int isTaken;

    /// <summary>False where somebody is at it.</summary>
    public async Task<bool> Try(Func<Task> work)
    {
        if (Interlocked.Exchange(ref isTaken, 1) == 1) return false;
        try
        {
            await work();
            return true;
        }
        finally
        {
            Volatile.Write(ref isTaken, 0);
        }
    }
}
