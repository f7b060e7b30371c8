using Kalends.Storage.Occurrences;
using NodaTime;

namespace Kalends.Server.Work;

/// <summary>Events whose projection failed: each waits longer after each failure, up to an hour, and holds up nothing else.</summary>
internal sealed class ProjectionBackoff
{
    private static readonly Duration Longest = Duration.FromHours(1);

    private readonly Dictionary<ProjectionDue, (int Failures, Instant Next)> waiting = [];

    public int Count => waiting.Count;

    public bool Holds(ProjectionDue due, Instant now) => waiting.TryGetValue(due, out var state) && state.Next > now;

    public void Failed(ProjectionDue due, Instant now)
    {
        var failures = waiting.GetValueOrDefault(due).Failures + 1;
        var wait = Duration.FromSeconds(Math.Pow(2, Math.Min(failures, 12)));
        waiting[due] = (failures, now + (wait < Longest ? wait : Longest));
    }

    public void Succeeded(ProjectionDue due) => waiting.Remove(due);
}
