using Kalends.Domain.Merging;
using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>
/// One round of a device: its operations, then the changes since its cursor. Each operation is refused or taken in on its own, and
/// repeating a round is harmless, so a device may send again whatever it has no answer to.
/// </summary>
internal sealed class Synchronize(ApplyOperations apply, SyncFeed feed, SyncWriter writer) : IOperation
{
    /// <summary>Past this a batch is refused whole; the device sends it in parts.</summary>
    public const int MostOperations = 500;

    public async Task<Reply> Handle(Call call)
    {
        var body = await call.ReadBody();
        var chosen = ReadDevice(body.RequiredText("device"), message => body.Refuse("device", message));
        var operations = body.Elements("operations") ?? [];
        if (operations.Length > MostOperations) body.Refuse("operations", $"must be at most {MostOperations}: send them in parts");
        var device = new SyncDevice(chosen, DeviceId.Of(call.UserId, chosen));
        var cursor = feed.Open(call, device, body.Text("cursor"));
        if (cursor is null) body.Refuse("cursor", "is not a cursor of this device");
        if (call.Refused() is { } refused) return refused;
        var results = await apply.Run(call, device, operations);
        var news = await feed.Read(call, device, cursor!);
        return new Reply(200) { Body = output => writer.Write(output, new SyncAnswer(device, call.Now, results, news) { User = call.UserId }) };
    }

    private static Guid ReadDevice(string? text, Action<string> refuse)
    {
        if (text is null) return default;
        if (!Guid.TryParseExact(text, "D", out var device) || device == default) refuse("must be a UUID that the device has chosen");
        return device;
    }
}

/// <summary>A device as its user knows it, and as stamps name it.</summary>
internal sealed record SyncDevice(Guid Chosen, DeviceId Id);
