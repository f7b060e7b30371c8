namespace Kalends.Cql.Responses;

/// <summary>A result that says only that it is done (v4 specification, section 4.2.5.1).</summary>
internal sealed record VoidResult : Response
{
    public static readonly VoidResult Instance = new();
}
