using MailKit.Net.Smtp;
using MimeKit;

namespace Kalends.Server.Delivery.Channels.Email;

/// <summary>Mails messages through the configured server.</summary>
internal sealed class EmailChannel(EmailOptions options, ComposeMail compose, SmtpPool pool) : IChannel
{
    public int Concurrency => options.Connections;

    public int BatchSize => options.Connections * 8;

    public Task<Handover> Prepare(Message message, CancellationToken cancellation) =>
        Task.FromResult<Handover>(end => Deliver(message, end));

    private async Task<Outcome> Deliver(Message message, CancellationToken cancellation)
    {
        using var mail = compose.Run(message);
        // Otherwise only the patience for one answer would bound it, and a server that talks on for ever would hold the connection.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(options.Patience * 4);
        try
        {
            return await Send(mail, end.Token);
        }
        catch (Exception exception) when (SmtpFaults.IsOfTransport(exception))
        {
            return SmtpFaults.Outcome(exception);
        }
    }

    private async Task<Outcome> Send(MimeMessage mail, CancellationToken cancellation)
    {
        var client = await pool.Rent(cancellation);
        try
        {
            await client.SendAsync(mail, cancellation);
        }
        catch (Exception exception) when (exception is not SmtpCommandException)
        {
            client.Dispose(); // who knows what the next answer would belong to
            throw;
        }
        catch
        {
            pool.Return(client);
            throw;
        }
        pool.Return(client);
        return Outcome.Accepted;
    }
}
