using System.Net;
using System.Threading.Channels;
using Kalends.Cql.Connections;
using Kalends.Cql.Requests;
using Kalends.Cql.Responses;

namespace Kalends.Cql.Topology;

/// <summary>The connection on which a server tells what changes in the cluster and its schema.</summary>
internal sealed class ControlConnection : IAsyncDisposable
{
    // Changes come in bursts, and a node's own tables lag behind what it tells.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    private readonly ControlSettings _settings;

    // One note that something changed says as much as many.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private Connection _connection = null!;

    private ControlConnection(ControlSettings settings) => _settings = settings;

    public IPEndPoint Host => _connection.Host;

    public bool IsEnded => _connection.IsEnded;

    public ClusterReader Reader => new(_connection, _settings.Options.ConnectTimeout);

    /// <exception cref="CqlException">The host cannot be reached, or does not want this client.</exception>
    public static async Task<ControlConnection> OpenAsync(
        IPEndPoint host, Dialer dialer, ControlSettings settings, CancellationToken cancellation)
    {
        var control = new ControlConnection(settings);
        control._connection = await dialer.OpenAsync(host, control.OnEvent, cancellation);
        _ = control.CloseWithConnectionAsync();
        var answer = await control._connection.SendAsync(
            new RegisterRequest(), new Patience(settings.Options.ConnectTimeout, cancellation));
        if (answer.Response is not ErrorResponse refused) return control;
        await control.DisposeAsync();
        throw new CqlException(refused.Error, host);
    }

    /// <summary>Runs until the connection ends; reads the cluster anew after each burst of changes.</summary>
    /// <exception cref="CqlException">It could not be read.</exception>
    public async Task ListenAsync(Func<Task> refresh, CancellationToken stop)
    {
        while (await _changes.Reader.WaitToReadAsync(stop))
        {
            await Task.Delay(Gathering, _settings.Options.Time, stop);
            _changes.Reader.TryRead(out _);
            await refresh();
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task CloseWithConnectionAsync()
    {
        await _connection.Ended;
        _changes.Writer.TryComplete();
    }

    private void OnEvent(EventResponse happened)
    {
        if (happened is EventResponse.Status status) _settings.OnStatus(status);
        _changes.Writer.TryWrite(true);
    }
}
