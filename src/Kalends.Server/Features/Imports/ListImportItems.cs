using System.Collections.Immutable;
using System.Globalization;
using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Imports;

namespace Kalends.Server.Features.Imports;

/// <summary>What became of each component of a file, in the order in which they were taken; all of them, or those of one outcome.</summary>
internal sealed class ListImportItems(IImportStore imports) : IOperation
{
    public async Task<Reply> Handle(Call call)
    {
        if (await imports.Of(call) is not { } import) return new Refusal.NotFound("import");
        var asked = call.Pages.Read();
        var outcome = call.Query.Text("outcome");
        var index = outcome is null ? -1 : ImportItemBody.Outcomes.IndexOf(outcome);
        if (outcome is not null && index < 0) call.Errors.Add("outcome", "must be created, updated, unchanged or refused");
        if (call.Refused() is { } refused) return refused;

        var items = ImmutableArray.CreateBuilder<ImportItem>();
        var after = asked.After is null ? 0 : int.Parse(asked.After, CultureInfo.InvariantCulture);
        for (var hasMore = true; hasMore && items.Count <= asked.Size;)
        {
            var page = await imports.ReadItems(import, after, asked.Size + 1, call.Cancellation);
            items.AddRange(page.Items.Where(item => index < 0 || item.Outcome == (ImportOutcome)index));
            hasMore = page.HasMore;
            if (hasMore) after = page.Items[^1].Number;
        }
        var shown = items.Take(asked.Size).ToList();
        var next = items.Count > asked.Size ? call.Pages.Next(shown[^1].Number.ToString(CultureInfo.InvariantCulture)) : null;
        return Reply.Ok(new ImportItemPage([.. shown.Select(ImportItemBody.From)], next), ImportJson.Default.ImportItemPage);
    }
}
