using System.Diagnostics;
using System.Net;
using Kalends.Load.Http;

namespace Kalends.Load.Loads;

/// <summary>Drives many connections from one thread.</summary>
internal sealed class Engine : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly byte[] buffer = new byte[256 * 1024];
    private readonly Connection[] connections;
    private readonly Poll.Entry[] entries;
    private int busy; // connections[..busy] wait for an answer, the others are free

    public Engine(Uri server, int clients)
    {
        var address = new IPEndPoint(IPAddress.Parse(server.Host), server.Port);
        connections = [.. Enumerable.Range(0, clients).Select(_ => new Connection(address))];
        entries = new Poll.Entry[clients];
    }

    public Tally Run(Pace pace, RequestSource source, TimeSpan duration)
    {
        var tally = new Tally();
        long start = Stopwatch.GetTimestamp();
        long end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (long now = start; busy > 0 || (now < end && pace.NextDue != Pace.Never); now = Stopwatch.GetTimestamp())
        {
            while (now < end && busy < connections.Length && pace.NextDue <= now)
                Start(source, pace.Take(now));
            if (Poll.Wait(entries.AsSpan(0, busy), WaitFrom(now, pace, end)) > 0)
                TakeAnswers(source, tally);
        }

        tally.Elapsed = Stopwatch.GetElapsedTime(start);
        for (; pace.NextDue is > 0 and long due && due < end; pace.Take(end))
            tally.Unsent++;
        return tally;
    }

    public void Dispose()
    {
        foreach (Connection connection in connections)
            connection.Dispose();
    }

    private TimeSpan WaitFrom(long now, Pace pace, long end)
    {
        bool canStart = now < end && busy < connections.Length && pace.NextDue != Pace.Never;
        TimeSpan wait = canStart ? Stopwatch.GetElapsedTime(now, Math.Min(pace.NextDue, end)) : LongestWait;
        return wait < LongestWait ? wait : LongestWait;
    }

    private void Start(RequestSource source, long intended)
    {
        Connection connection = connections[busy];
        Request request = source.Next();
        connection.Intended = intended;
        connection.Target = request.Target;
        connection.Send(request.Bytes);
        entries[busy] = new Poll.Entry { Descriptor = connection.Descriptor, Wanted = Poll.Readable };
        busy++;
    }

    private void TakeAnswers(RequestSource source, Tally tally)
    {
        for (int index = busy - 1; index >= 0; index--) // downwards, because a finished one changes places with the last
        {
            if (entries[index].Seen == 0 || !connections[index].Receive(buffer))
                continue;
            Connection connection = connections[index];
            tally.CountPage(connection.Answer.Status, connection.Answer.BodyBytes);
            if (connection.Target is { } target && connection.Answer.Tail.NextPageToken is { } token)
            {
                connection.Send(source.Get($"{target}&pageToken={Uri.EscapeDataString(token)}").Bytes);
                continue;
            }

            tally.CountAnswered(Stopwatch.GetElapsedTime(connection.Intended));
            busy--;
            (connections[index], connections[busy]) = (connections[busy], connections[index]);
            (entries[index], entries[busy]) = (entries[busy], entries[index]);
        }
    }
}
