using System.Collections.Immutable;
using Kalends.Server.Hosting;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Paging;
using Kalends.Storage;
using Kalends.Storage.Users;

namespace Kalends.Server.Features.Users;

/// <summary>Lists the caller's app passwords, oldest first, without the secrets.</summary>
internal sealed class ListAppPasswords(StorageSet storage) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        var asked = call.Pages.Read();
        if (call.Refused() is { } refused) return refused;
        var all = await storage.Credentials.ListAppPasswords(call.UserId, call.Cancellation);
        var page = all.Cut(asked, Position);
        var items = page.Items.Select(password =>
            new AppPasswordBody(password.Id.ToString(), password.Label, Password: null, Instants.Format(password.CreatedAt))).ToImmutableArray();
        var next = page.HasMore ? call.Pages.Next(Position(page.Items[^1])) : null;
        return Reply.Ok(new AppPasswordPage(items, next), UserJson.Default.AppPasswordPage);
    }

    private static string Position(AppPassword password) => $"{Instants.Format(password.CreatedAt)} {password.Id}";
}
