using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Kalends.Domain;
using Kalends.Domain.Calendars;
using Kalends.Server.Hosting;
using Kalends.Server.Interchange;
using Kalends.Storage.Calendars;
using Kalends.Storage.Events;

namespace Kalends.Server.Features.Feeds;

/// <summary>
/// Entity tags of feeds. Where events show, a keyed hash of what the text follows from. Where only busy time shows, a hash of the text
/// itself: that something else has changed would tell of events that do not show.
/// </summary>
internal sealed class FeedTags(ServerSecret secret, DomainRules rules, IEventStore events, WriteCalendar write)
{
    private const int Length = 16;

    private readonly byte[] key = secret.DeriveKey("feed-tags");

    public async ValueTask<string> Of(FeedLink link, CalendarText text, CancellationToken cancellation)
    {
        var hash = text.Permission < Permission.View ? await OfText(text, cancellation) : await OfSource(link, text, cancellation);
        return $"\"{Convert.ToHexStringLower(hash.AsSpan(0, Length))}\"";
    }

    private async ValueTask<byte[]> OfSource(FeedLink link, CalendarText text, CancellationToken cancellation)
    {
        var head = (await events.ReadChanges(text.Calendar.Id, long.MaxValue, 1, cancellation)).Head;
        // The day: the window of busy time moves on with it.
        var source = string.Create(CultureInfo.InvariantCulture,
            $"{link.Id} {text.Calendar.Version} {head} {rules.TzdbVersion} {text.Now.InUtc().Date:uuuuMMdd}");
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(source));
    }

    private async ValueTask<byte[]> OfText(CalendarText text, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        var pipe = new Pipe();
        var writing = Write();
        while (true)
        {
            var read = await pipe.Reader.ReadAsync(cancellation);
            foreach (var piece in read.Buffer) hash.AppendData(piece.Span);
            pipe.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) break;
        }
        await writing;
        return hash.GetHashAndReset();

        async Task Write()
        {
            Exception? failure = null;
            try
            {
                await write.Run(text, pipe.Writer, cancellation);
            }
            catch (Exception exception)
            {
                failure = exception;
                throw;
            }
            finally
            {
                await pipe.Writer.CompleteAsync(failure);
            }
        }
    }
}
