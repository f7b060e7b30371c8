using Kalends.Server.Hosting.Calls;
using Microsoft.Net.Http.Headers;

namespace Kalends.Server.Features.Imports;

/// <summary>What a call wants of an import; the file itself is the body.</summary>
/// <param name="Id">The client's, so that it can ask for the progress meanwhile; else a new one.</param>
/// <param name="IsDryRun">Whether it only wants to know.</param>
internal sealed record ImportRequest(Guid Id, bool IsDryRun)
{
    public static ImportRequest Read(Call call)
    {
        var isDryRun = call.Query.Flag("dryRun") ?? false;
        var id = call.Ids.NextGuid();
        if (call.Query.Text("importId") is { } text && !Guid.TryParseExact(text, "D", out id)) call.Errors.Add("importId", "must be a UUID");
        if (!IsCalendar(call.Request.ContentType)) call.Errors.Add("Content-Type", "must be text/calendar, in UTF-8");
        return new ImportRequest(id, isDryRun);
    }

    private static bool IsCalendar(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("text/calendar", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
