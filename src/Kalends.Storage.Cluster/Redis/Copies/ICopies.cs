using Kalends.Domain.Calendars;
using Kalends.Domain.Identity;

namespace Kalends.Storage.Cluster.Redis.Copies;

/// <summary>
/// What this process has read from the servers and may use again without asking: exactly as long as nobody has an answer to a change of it.
/// </summary>
internal interface ICopies
{
    /// <summary>The copy, or what is loaded; what is not there (null) is loaded each time.</summary>
    ValueTask<T?> Read<T>(CopyKey key, Func<CancellationToken, ValueTask<T?>> load, CancellationToken cancellation) where T : class;

    /// <summary>Forgets this process' copies, where one was seen to be old.</summary>
    void Drop(Topic topic);

    /// <summary>
    /// Comes after every change and before its answer, also where nobody knows whether the change was made. Afterwards no process has a copy
    /// from before.
    /// </summary>
    /// <exception cref="StorageException">Some process may still have one.</exception>
    Task Recall(Topic topic);
}

/// <summary>What is recalled together.</summary>
internal readonly record struct Topic(TopicKind Kind, long Id)
{
    /// <summary>The calendar's record, with the grants on it.</summary>
    public static Topic Of(CalendarId calendar) => new(TopicKind.Calendar, calendar.Value);

    /// <summary>What a calendar's partition says of itself.</summary>
    public static Topic EventsOf(CalendarId calendar) => new(TopicKind.Events, calendar.Value);

    /// <summary>The user's sessions.</summary>
    public static Topic SessionsOf(UserId user) => new(TopicKind.Sessions, user.Value);

    public override string ToString() => $"{Kind}:{Id}";
}

internal enum TopicKind
{
    Calendar,
    Events,
    Sessions,
}

/// <summary>One copy of a topic.</summary>
internal readonly record struct CopyKey(Topic Topic, string Name);

/// <summary>Keeps nothing: every question goes to the servers.</summary>
internal sealed class NoCopies : ICopies
{
    public static NoCopies Instance { get; } = new();

    public ValueTask<T?> Read<T>(CopyKey key, Func<CancellationToken, ValueTask<T?>> load, CancellationToken cancellation) where T : class =>
        load(cancellation);

    public void Drop(Topic topic)
    {
    }

    public Task Recall(Topic topic) => Task.CompletedTask;
}
