using Kalends.Load.Data;

namespace Kalends.Load.Loads;

/// <summary>The same few targets in turn.</summary>
internal sealed class Replay(Caller caller, IReadOnlyList<string> targets) : RequestSource(caller)
{
    private int next;

    public override Request Next()
    {
        string target = targets[next];
        next = (next + 1) % targets.Count;
        return Get(target);
    }
}

/// <summary>Targets made on the spot.</summary>
internal sealed class Targets(Caller caller, Func<string> next) : RequestSource(caller)
{
    public override Request Next() => Get(next());
}

/// <summary>New events of the mix in one calendar.</summary>
internal sealed class Creates(Caller caller, string calendar, Func<Draft> next) : RequestSource(caller)
{
    public override Request Next() => Post($"/calendars/{calendar}/events", next().Json);
}

/// <summary>Several sources, drawn by weight.</summary>
internal sealed class Mixture(Caller caller, Draw draw, IReadOnlyList<(int Weight, RequestSource Source)> parts) : RequestSource(caller)
{
    private readonly int total = parts.Sum(part => part.Weight);

    public override Request Next()
    {
        int point = draw.Below(total);
        foreach ((int weight, RequestSource source) in parts)
        {
            if (point < weight)
                return source.Next();
            point -= weight;
        }

        throw new InvalidOperationException("the weights do not cover the draw");
    }
}
