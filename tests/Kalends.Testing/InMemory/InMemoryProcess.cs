using Kalends.Storage.Events;
using Kalends.Testing.Building;

namespace Kalends.Testing.InMemory;

/// <summary>One process at work on the state, step by step; between steps others get their turn, and it may die.</summary>
internal sealed class InMemoryProcess(InMemoryState state, Faults faults, InMemoryOptions options)
{
    private readonly Draw chance = new(options.Seed);
    private readonly List<Func<Task>> late = [];

    public InMemoryState State { get; } = state;

    public CalendarRoom Room => options.Room;

    public async Task<T> Do<T>(Step step, Func<InMemoryState, T> work)
    {
        await Task.Yield();
        faults.Reach(step);
        lock (State.Gate) return work(State);
    }

    public Task Do(Step step, Action<InMemoryState> work) => Do(step, state =>
    {
        work(state);
        return true;
    });

    /// <summary>The last step of a write: the caller is told.</summary>
    public T Answer<T>(T result)
    {
        faults.Reach(Step.Answer);
        return result;
    }

    public bool IsOneIn(int times)
    {
        lock (State.Gate) return times > 0 && chance.OneIn(times);
    }

    /// <summary>Does now or later what may be late.</summary>
    public async Task NowOrLater(Func<Task> work)
    {
        bool now = options.Projections == Inline.Always || (options.Projections == Inline.Sometimes && IsOneIn(2));
        if (now) await work();
        else
            lock (late) late.Add(work);
    }

    public async Task DoLate()
    {
        List<Func<Task>> due;
        lock (late)
        {
            due = [.. late];
            late.Clear();
        }
        foreach (Func<Task> work in due) await work();
    }
}
