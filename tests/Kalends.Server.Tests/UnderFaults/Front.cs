using System.Diagnostics;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>
/// Shares out requests among the processes that say they are ready, as a load balancer does. What could not be sent goes to another; what was
/// sent is not sent again.
/// </summary>
internal sealed class Front : DelegatingHandler
{
    /// <summary>With each request: the shards it comes to.</summary>
    public const string ShardsHeader = "X-Shards";

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(2);

    private readonly Traffic traffic;
    private readonly HttpClient asking = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Patience }) { Timeout = Patience };
    private readonly CancellationTokenSource end = new();
    private readonly Task watching;
    private volatile ServerProcess[] known = [], ready = [];
    private ServerProcess[] silent = [];
    private int turn;

    public Front(Traffic traffic)
        : base(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Patience })
    {
        this.traffic = traffic;
        watching = Watch();
    }

    /// <summary>Whether the process gets requests.</summary>
    public bool Serves(ServerProcess process) => ready.Contains(process);

    public void Add(ServerProcess process) => known = [.. known, process];

    public void Remove(ServerProcess process)
    {
        known = [.. known.Where(one => one != process)];
        Drop(process);
    }

    public async Task End()
    {
        await end.CancelAsync();
        await watching;
        asking.Dispose();
        end.Dispose();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var exchange = new Exchange($"{request.Method} {request.RequestUri!.PathAndQuery}", request.Headers.GetValues(ShardsHeader).Single())
        {
            Time = Span.Since(Stopwatch.GetTimestamp()),
        };
        // The handler below sends what has no body a second time when a connection breaks.
        if (request.Method != HttpMethod.Get) request.Content ??= new ByteArrayContent([]);
        while (true)
        {
            if (Next() is not { } process) throw Failed(exchange, new HttpRequestException("No process is ready."));
            try
            {
                request.RequestUri = new Uri(process.Address, request.RequestUri.PathAndQuery);
                var answer = await base.SendAsync(request, cancellationToken);
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                traffic.Add(exchange with
                {
                    Process = process, Time = Span.Since(exchange.Time.From), Status = (int)answer.StatusCode, Problem = await ProblemOf(answer),
                });
                return answer;
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConnectionError)
            {
                Drop(process);
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
            {
                throw Failed(exchange with { Process = process }, failure);
            }
        }
    }

    private static async Task<string> ProblemOf(HttpResponseMessage answer) =>
        (int)answer.StatusCode < 500 ? "" : (await Response.Read(answer)).Text("type");

    private Exception Failed(Exchange exchange, Exception failure)
    {
        traffic.Add(exchange with { Time = Span.Since(exchange.Time.From), Problem = exchange.Process is null ? "nobody ready" : "cut off" });
        return failure;
    }

    private ServerProcess? Next()
    {
        var open = ready;
        return open.Length == 0 ? null : open[(uint)Interlocked.Increment(ref turn) % open.Length];
    }

    private void Drop(ServerProcess process) => ready = [.. ready.Where(one => one != process)];

    private async Task Watch()
    {
        while (!end.IsCancellationRequested)
        {
            var asked = known;
            var answers = await Task.WhenAll(asked.Select(IsReady));
            // Who refuses is out at once; who says nothing once may only be slow, and stays until the second time.
            ready = [.. asked.Where((process, n) => (answers[n] ?? (Serves(process) && !silent.Contains(process))) && known.Contains(process))];
            silent = [.. asked.Where((_, n) => answers[n] is null)];
            await Task.Delay(Between, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Null where it does not say in time.</summary>
    private async Task<bool?> IsReady(ServerProcess process)
    {
        try
        {
            using var answer = await asking.GetAsync(new Uri(process.Address, "/health/ready"), end.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
