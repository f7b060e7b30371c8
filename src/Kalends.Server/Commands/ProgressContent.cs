using System.Net;

namespace Kalends.Server.Commands;

/// <summary>A file as the body of a request, which tells how much of it is out.</summary>
internal sealed class ProgressContent(Stream file, ProgressBar bar) : HttpContent
{
    private const int PieceLength = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceLength];
        long done = 0;
        for (int length; (length = await file.ReadAsync(piece, cancellationToken)) > 0;)
        {
            await stream.WriteAsync(piece.AsMemory(0, length), cancellationToken);
            bar.Show(done += length);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = file.Length;
        return true;
    }
}
