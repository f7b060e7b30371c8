using Kalends.Domain;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage.Imports;

namespace Kalends.Server.Features.Imports;

/// <summary>How far an import of the caller's has come.</summary>
internal sealed class GetImport(IImportStore imports) : IOperation
{
    public async Task<Reply> Handle(Call call) => await imports.Of(call) is { } import
        ? Reply.Ok(ImportBody.From(import, call.Now), ImportJson.Default.ImportBody)
        : new Refusal.NotFound("import");
}

internal static class FindingImports
{
    /// <summary>The caller's import that the route names, or null.</summary>
    public static async ValueTask<Import?> Of(this IImportStore imports, Call call) =>
        Guid.TryParseExact(call.Route("importId"), "D", out var id) ? await imports.Find(call.UserId, id, call.Cancellation) : null;
}
