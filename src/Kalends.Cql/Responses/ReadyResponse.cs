namespace Kalends.Cql.Responses;

/// <summary>READY: the connection may be used, or the events are registered (v4 specification, section 4.2.2).</summary>
internal sealed record ReadyResponse : Response
{
    public static readonly ReadyResponse Instance = new();
}
