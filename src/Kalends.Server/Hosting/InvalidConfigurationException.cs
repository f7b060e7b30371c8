namespace Kalends.Server.Hosting;

/// <summary>The configuration cannot be used; the server does not start.</summary>
internal sealed class InvalidConfigurationException(string key, string message) : Exception($"Configuration: {key} {message}.");
