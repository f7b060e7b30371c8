using System.Net;
using Kalends.Cql.Connections;
using Kalends.Cql.Diagnostics;
using Kalends.Cql.Responses;

namespace Kalends.Cql.Topology;

/// <summary>The hosts of a session, kept up to date by a control connection that the servers tell their news on.</summary>
internal sealed class Cluster(CqlOptions options, Dialer dialer) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<IPEndPoint, Host> _hosts = [];
    private volatile ClusterView _view = ClusterView.Empty;
    private volatile ControlConnection? _control;
    private string? _datacenter = options.Datacenter;
    private Task _controlling = Task.CompletedTask;

    public ClusterView View => _view;

    /// <summary>Connects to the first contact point that answers, and to the hosts that it tells.</summary>
    /// <exception cref="CqlException">NoHostAvailable: none answers, or none of the datacenter's hosts does.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var contactPoints = await options.ResolveAsync(cancellation);
        _control = await OpenControlAsync(contactPoints, cancellation);
        await RefreshAsync(_control);
        await Task.WhenAll(_view.Hosts.Select(host => host.Pool.FirstTry)).WaitAsync(cancellation);
        if (!_view.Hosts.Any(host => host.IsUp)) throw NoneUp();
        _controlling = Task.Run(ControlAsync, CancellationToken.None);
    }

    /// <summary>The control connection, to read with.</summary>
    /// <exception cref="CqlException">ConnectionLost: there is none just now.</exception>
    public ClusterReader Reader() => _control is { IsEnded: false } control
        ? control.Reader
        : throw new CqlException(new CqlError.ConnectionLost("There is no control connection just now.", Sent: false), host: null);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _controlling;
        if (_control is { } control) await control.DisposeAsync();
        // Requests that outlived the drain find nobody to ask any more.
        _view = ClusterView.Empty;
        await Task.WhenAll(_hosts.Values.Select(host => host.DisposeAsync().AsTask()));
        _stop.Dispose();
    }

    private async Task ControlAsync()
    {
        var backoff = new Backoff(options.LongestReconnectPause);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (_control is null or { IsEnded: true })
                {
                    _control = await OpenControlAsync([.. _view.Hosts.OrderByDescending(host => host.IsWell).Select(host => host.EndPoint)], _stop.Token);
                    await RefreshAsync(_control);
                    // What was told on the old connection may be out of date by now.
                    foreach (var host in _view.Hosts) host.ReportUp();
                }
                backoff.Reset();
                await _control.ListenAsync(() => RefreshAsync(_control), _stop.Token);
                Log.ControlLost(dialer.Logger, _control.Host, "It ended.");
            }
            catch (OperationCanceledException)
            {
                // The session is being disposed.
            }
            catch (Exception failed)
            {
                // Also when the connection holds but cannot be read from: the next one is another host's.
                if (_control is { } control) await control.DisposeAsync();
                var pause = backoff.Next();
                Log.NoControl(dialer.Logger, pause, failed.Message);
                await Task.WhenAny(Task.Delay(pause, options.Time, _stop.Token));
            }
        }
    }

    private async Task<ControlConnection> OpenControlAsync(IReadOnlyList<IPEndPoint> candidates, CancellationToken cancellation)
    {
        var attempts = new List<KeyValuePair<IPEndPoint, CqlError>>();
        foreach (var candidate in candidates)
        {
            try
            {
                return await ControlConnection.OpenAsync(candidate, dialer, new ControlSettings(options, OnStatus), cancellation);
            }
            catch (CqlException refused)
            {
                attempts.Add(new(candidate, refused.Error));
            }
        }
        throw new CqlException(new CqlError.NoHostAvailable(Describe(attempts), attempts), host: null);
    }

    private void OnStatus(EventResponse.Status status)
    {
        var host = _view.Hosts.FirstOrDefault(host => host.EndPoint.Address.Equals(status.Host.Address));
        if (status.IsUp) host?.ReportUp();
        else host?.ReportDown();
    }

    private async Task RefreshAsync(ControlConnection control)
    {
        var facts = await control.Reader.ReadHostsAsync();
        var keyspaces = await control.Reader.ReadKeyspacesAsync();
        _datacenter ??= facts[0].Datacenter;
        var wanted = facts.Where(host => host.Datacenter == _datacenter || options.UseRemoteDatacenters).DistinctBy(host => host.EndPoint).ToArray();
        var left = ReplaceHosts(wanted);
        var hosts = wanted.Select(host => _hosts[host.EndPoint]).ToArray();
        _view = new ClusterView(
            [.. hosts.Where(host => host.Facts.Datacenter == _datacenter)],
            [.. hosts.Where(host => host.Facts.Datacenter != _datacenter)],
            new TokenRing(hosts, keyspaces));
        foreach (var host in left) await host.DisposeAsync();
    }

    /// <summary>Keeps the hosts that are as they were; answers those that are no longer wanted.</summary>
    private List<Host> ReplaceHosts(IReadOnlyList<HostFacts> wanted)
    {
        var left = new List<Host>();
        foreach (var (endPoint, host) in _hosts.ToArray())
        {
            if (wanted.Any(facts => IsSame(facts, host.Facts))) continue;
            Log.HostLeft(dialer.Logger, endPoint);
            left.Add(host);
            _hosts.Remove(endPoint);
        }
        foreach (var facts in wanted)
        {
            if (_hosts.ContainsKey(facts.EndPoint)) continue;
            Log.HostJoined(dialer.Logger, facts.EndPoint);
            var host = new Host(facts, dialer, options);
            _hosts.Add(facts.EndPoint, host);
            host.Pool.Start();
        }
        return left;
    }

    private static bool IsSame(HostFacts one, HostFacts other) =>
        one.EndPoint.Equals(other.EndPoint) && one.Datacenter == other.Datacenter && one.Rack == other.Rack
        && one.Tokens.Order().SequenceEqual(other.Tokens.Order());

    private CqlException NoneUp()
    {
        var attempts = _view.Hosts
            .Select(host => KeyValuePair.Create(host.EndPoint, host.Pool.LastFailure ?? new CqlError.ConnectionLost("Not connected.", Sent: false)))
            .ToArray();
        return new CqlException(
            attempts.Length == 0
                ? new CqlError.NoHostAvailable($"The cluster has no host in the datacenter {_datacenter}.", [])
                : new CqlError.NoHostAvailable(Describe(attempts), attempts),
            host: null);
    }

    private static string Describe(IEnumerable<KeyValuePair<IPEndPoint, CqlError>> attempts) =>
        $"No host answers: {string.Join("; ", attempts.Select(attempt => $"{attempt.Key}: {attempt.Value.Message}"))}";
}
