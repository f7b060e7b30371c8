namespace Kalends.Cql.Execution;

/// <summary>
/// Which failed attempts are worth another. A request that may have been carried out is repeated only if repeating it does no harm; what
/// the coordinator refused before it did anything goes to one more host, as the others mostly see the same.
/// </summary>
internal static class RetryPolicy
{
    /// <param name="error">What the attempt ended with.</param>
    /// <param name="isIdempotent">Whether twice is as good as once.</param>
    /// <param name="answered">How many attempts before this one a server has answered with an error.</param>
    public static Retry Decide(CqlError error, bool isIdempotent, int answered) => error switch
    {
        CqlError.ConnectionLost { Sent: false } => Retry.NextHost,
        CqlError.ConnectionLost or CqlError.Malformed => isIdempotent ? Retry.NextHost : Retry.Never,
        _ when answered > 0 => Retry.Never,
        CqlError.Unavailable or CqlError.Overloaded or CqlError.Bootstrapping => Retry.NextHost,
        _ when !isIdempotent => Retry.Never,
        // Enough replicas answered, but not the one with the data: the coordinator will ask another one.
        CqlError.ReadTimeout { DataPresent: false } timeout when timeout.Received >= timeout.Required => Retry.SameHost,
        CqlError.WriteTimeout { Kind: CqlError.WriteKind.BatchLog } => Retry.SameHost,
        CqlError.ServerFault => Retry.NextHost,
        _ => Retry.Never,
    };
}
