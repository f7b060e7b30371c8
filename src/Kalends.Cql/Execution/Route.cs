namespace Kalends.Cql.Execution;

/// <summary>Where a request's data lives, as far as it is known.</summary>
internal readonly record struct Route(string? Keyspace, long? Token)
{
    public static readonly Route Anywhere;
}
