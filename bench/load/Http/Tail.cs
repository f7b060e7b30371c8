using System.Text;

namespace Kalends.Load.Http;

/// <summary>The last bytes of a body: enough to find the token of the next page without reading the page.</summary>
internal sealed class Tail
{
    private readonly byte[] bytes = new byte[512];
    private int length;

    /// <summary>The answer's <c>nextPageToken</c>, or null on the last page.</summary>
    public string? NextPageToken
    {
        get
        {
            ReadOnlySpan<byte> name = "\"nextPageToken\":\""u8;
            ReadOnlySpan<byte> text = bytes.AsSpan(0, length);
            int start = text.LastIndexOf(name);
            if (start < 0)
                return null;
            text = text[(start + name.Length)..];
            return Encoding.ASCII.GetString(text[..text.IndexOf((byte)'"')]);
        }
    }

    public void Clear() => length = 0;

    public void Append(ReadOnlySpan<byte> more)
    {
        if (more.Length >= bytes.Length)
        {
            more[^bytes.Length..].CopyTo(bytes);
            length = bytes.Length;
            return;
        }

        int kept = Math.Min(length, bytes.Length - more.Length);
        bytes.AsSpan(length - kept, kept).CopyTo(bytes);
        more.CopyTo(bytes.AsSpan(kept));
        length = kept + more.Length;
    }
}
