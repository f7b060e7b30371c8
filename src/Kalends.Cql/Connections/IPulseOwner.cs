namespace Kalends.Cql.Connections;

/// <summary>What a <see cref="Pulse"/> may do to its connection.</summary>
internal interface IPulseOwner
{
    void SendHeartbeat();

    void GiveUp(string reason);

    Exception TimedOut();

    Exception Silent();
}
