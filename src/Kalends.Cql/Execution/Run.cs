namespace Kalends.Cql.Execution;

/// <summary>One request on its way: what, where to, and until when.</summary>
internal readonly record struct Run(IJob Job, QueryPlan Plan, Attempts Attempts, long Deadline);
