using System.Collections.Concurrent;
using Kalends.Server.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kalends.Server.Tests.Conventions;

public sealed class LogTests
{
    [Fact]
    public async Task Logs_hold_nothing_personal()
    {
        var log = new CapturedLog();
        await using var server = await TestServer.Start(new TestSetup
        {
            Arguments = ["--Kalends:RateLimits:Enabled", "true", "--Logging:LogLevel:Default", "Debug", "--Logging:Console:LogLevel:Default", "None"],
            Replace = services => services.AddSingleton<ILoggerProvider>(log),
        });
        var ada = await server.SignUp("Adalovelace");
        (await ada.Post("/calendars?note=queried", new { name = "Secret plans", description = "nobody knows" })).Must(201);
        (await ada.Post("/calendars", new { name = 5, description = "nobody knows" })).Must(400);
        (await server.Nobody.Send("GET", "/users/me", null, ("Authorization", "Bearer kal_stolen"))).Must(401);
        for (var i = 0; i < 6; i++) await server.Nobody.Post("/sessions", new { email = ada.Email, password = "wrong password" });

        Assert.Contains(log.Lines, line => line.Contains("failed log-ins", StringComparison.Ordinal));
        foreach (var personal in new[] { ada.Email, "adalovelace", TestUser.Password, "wrong password", "Secret plans", "nobody knows", "queried", ada.Token!, "kal_" })
            Assert.DoesNotContain(log.Lines, line => line.Contains(personal, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Everything that any part of the process logs.</summary>
    private sealed class CapturedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
