using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kalends.Cql.Tests.Scripted;

/// <summary>Remembers every message, as an operator would read it.</summary>
internal sealed class LogCapture : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Message)> _messages = new();

    public string Everything => string.Join('\n', _messages.Select(message => message.Message));

    public bool Has(LogLevel level, params string[] words) => _messages.Any(
        message => message.Level == level && words.All(word => message.Message.Contains(word, StringComparison.Ordinal)));

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _messages.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("It is the only one.");

    public void Dispose()
    {
        // It holds nothing but memory.
    }
}
