using System.Text;

namespace Kalends.Load.Loads;

/// <summary>Makes the requests of a load, one after the other.</summary>
internal abstract class RequestSource(Caller caller)
{
    /// <summary>Who asks.</summary>
    protected Caller Caller => caller;

    /// <summary>The next request.</summary>
    public abstract Request Next();

    /// <summary>A GET of a path and query.</summary>
    public Request Get(string target) =>
        new(Encoding.ASCII.GetBytes($"GET {target} {caller.Headers}\r\n"), target);

    /// <summary>A POST of JSON.</summary>
    public Request Post(string target, ReadOnlySpan<byte> json)
    {
        string head = $"POST {target} {caller.Headers}Content-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n";
        return new([.. Encoding.ASCII.GetBytes(head), .. json], null);
    }
}

/// <summary>A request's bytes.</summary>
/// <param name="Bytes">Head and body.</param>
/// <param name="Target">Path and query of a list whose pages are to be followed to the last.</param>
internal readonly record struct Request(byte[] Bytes, string? Target);

/// <summary>Who asks which server.</summary>
internal sealed record Caller(Uri Server, string? Token)
{
    /// <summary>The end of the request line, and the headers of every request.</summary>
    public string Headers { get; } =
        $"HTTP/1.1\r\nHost: {Server.Authority}\r\n" + (Token is null ? "" : $"Authorization: Bearer {Token}\r\n");
}
