using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

// The server by a clock that is ahead of the machine's. Usage: Kalends.WrongClock SECONDS SWITCHES
var ahead = TimeSpan.FromSeconds(double.Parse(args[0], CultureInfo.InvariantCulture));
await Kalends.Server.Program.Build(args[1..], services => services.AddSingleton<TimeProvider>(new WrongClock(ahead))).RunAsync();

/// <summary>Runs as fast as the right one, and is off.</summary>
internal sealed class WrongClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
