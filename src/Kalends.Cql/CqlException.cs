using System.Net;

namespace Kalends.Cql;

/// <summary>A request failed. <see cref="Error"/> says how, with the numbers the server gave.</summary>
public sealed class CqlException : Exception
{
    internal CqlException(CqlError error, IPEndPoint? host, Exception? cause = null)
        : base(host is null ? error.Message : $"{error.Message} ({host})", cause)
    {
        Error = error;
        Host = host;
    }

    /// <summary>What went wrong.</summary>
    public CqlError Error { get; }

    /// <summary>The coordinator that said so, where there was one.</summary>
    public IPEndPoint? Host { get; }
}
