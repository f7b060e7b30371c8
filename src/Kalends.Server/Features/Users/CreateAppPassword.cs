using Kalends.Domain;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Identity;
using Kalends.Storage;
using Kalends.Storage.Users;

namespace Kalends.Server.Features.Users;

/// <summary>Makes a password for one program. It is shown once; only its hash is kept.</summary>
internal sealed class CreateAppPassword(StorageSet storage, DomainRules rules) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var body = await call.ReadBody();
        var label = body.RequiredText("label");
        if (label is not null && !IsLabel(label)) body.Refuse("label", $"must be one line of 1 to {rules.Limits.Title} characters");
        if (call.Refused() is { } refused) return refused;

        var secret = AppSecret.Draw(call.Ids);
        var password = new AppPassword(call.Ids.NextGuid(), call.UserId, label!, secret.Hash, call.Now);
        await storage.Credentials.AddAppPassword(password, call.Cancellation);
        return Reply.Created(
            new AppPasswordBody(password.Id.ToString(), password.Label, secret.Text, Instants.Format(password.CreatedAt)),
            UserJson.Default.AppPasswordBody);
    }

    private bool IsLabel(string text) => text.Length > 0 && !text.Any(char.IsControl) && text.EnumerateRunes().Count() <= rules.Limits.Title;
}
