namespace Kalends.Server.Hosting;

/// <summary>
/// On a stop, says for a while that the process is not ready and goes on serving, so that whoever shares out requests turns to others before
/// connections are refused.
/// </summary>
internal sealed class Draining(ServerOptions options, TimeProvider clock) : IHostedLifecycleService
{
    private volatile bool hasBegun;

    public bool HasBegun => hasBegun;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        hasBegun = true;
        if (options.DrainTime > TimeSpan.Zero) await Task.Delay(options.DrainTime, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
