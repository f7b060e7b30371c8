namespace Kalends.Server.Hosting;

/// <summary>Names who holds a lease, so that an operator can tell which process it is.</summary>
internal static class LeaseOwner
{
    /// <summary>Of this run of this process: <c>MACHINE/PROCESS/RANDOM</c>.</summary>
    public static string Make() => $"{Environment.MachineName}/{Environment.ProcessId}/{IdSource.Random.NextGuid():N}";
}
