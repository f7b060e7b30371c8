using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>A copy of a calendar that is kept by its change feed, from the first change on.</summary>
internal sealed class Follower(Person owner)
{
    private readonly Turn turn = new();
    private readonly Dictionary<string, EventFace> copy = [];
    private string? syncToken;

    public IReadOnlyDictionary<string, EventFace> Copy => copy;

    /// <summary>Reads what is new, as far as there are answers; false where somebody is at it.</summary>
    public Task<bool> TryFollow() => turn.Try(async () =>
    {
        for (string? page = ""; page is not null;) page = await Read(page);
    });

    /// <summary>The token of the next page, or null.</summary>
    private async Task<string?> Read(string pageToken)
    {
        var since = syncToken is null ? "" : $"&syncToken={syncToken}";
        var page = pageToken.Length == 0 ? "" : $"&pageToken={pageToken}";
        var answer = await owner.Try(new Call("GET", $"/calendars/{owner.Calendar}/changes?pageSize=5{since}{page}"));
        if (answer is null) return null;
        if (!answer.IsSuccess)
        {
            owner.Wrong($"changes: {answer.Raw}");
            return null;
        }
        Apply(copy, answer);
        if (answer.Json.TryGetProperty("nextPageToken", out var next)) return next.GetString();
        syncToken = answer.Text("nextSyncToken");
        return null;
    }

    /// <summary>Brings a copy forward by a page.</summary>
    public static void Apply(Dictionary<string, EventFace> copy, Response page)
    {
        foreach (var item in page.Items())
        {
            var id = item.GetProperty("eventId").GetString()!;
            if (item.TryGetProperty("deleted", out _)) copy.Remove(id);
            else copy[id] = EventFace.Read(item);
        }
    }
}
