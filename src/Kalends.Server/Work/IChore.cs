using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Background work that is done again and again. Doing it twice, or in two processes at once, does no harm.</summary>
internal interface IChore
{
    /// <summary>Whether every worker does it, and they share it out themselves; else it is one worker's at a time.</summary>
    bool IsShared => false;

    /// <summary>How long to rest in between.</summary>
    TimeSpan Rest { get; }

    /// <summary>Does all that is to be done at the moment.</summary>
    Task Run(Instant now, CancellationToken stopping);

    /// <summary>Rests.</summary>
    Task Wait(TimeProvider clock, CancellationToken stopping) => Task.Delay(Rest, clock, stopping);
}
