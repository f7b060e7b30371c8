using Kalends.Server.Hosting.Calls;

namespace Kalends.Server.Hosting.Paging;

/// <summary>Which part of a list a call asks for.</summary>
/// <param name="Size">At most that many items.</param>
/// <param name="After">Where it begins, in the words of the operation that gave it; null for the first page.</param>
internal sealed record PageRequest(int Size, string? After);

/// <summary>Reads <c>pageSize</c> and <c>pageToken</c> of a call, and writes the token of the page after.</summary>
internal sealed class PageReader(Call call, PageTokens tokens, RequestLimits limits)
{
    private const string SizeName = "pageSize";
    private const string TokenName = "pageToken";

    public PageRequest Read()
    {
        var size = call.Query.Integer(SizeName) ?? limits.DefaultPageSize;
        if (size < 1 || size > limits.LargestPageSize) call.Errors.Add(SizeName, $"must be 1 to {limits.LargestPageSize}");
        if (call.Query.Text(TokenName) is not { } token) return new PageRequest(size, null);
        var position = tokens.Open(ListName(), token);
        if (position is null) call.Errors.Add(TokenName, "is not a token of this list");
        return new PageRequest(size, position);
    }

    public string Next(string position) => tokens.Seal(ListName(), position);

    /// <summary>Caller, path and query. The size may differ from page to page.</summary>
    private string ListName()
    {
        var query = call.Request.Query
            .Where(parameter => parameter.Key is not (SizeName or TokenName))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value.ToString())}");
        return $"{call.UserId} {call.Request.Path} {string.Join('&', query)}";
    }
}
