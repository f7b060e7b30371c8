namespace Kalends.Cql.Execution;

/// <summary>What to do after an attempt failed.</summary>
internal enum Retry
{
    Never,
    SameHost,
    NextHost,
}
