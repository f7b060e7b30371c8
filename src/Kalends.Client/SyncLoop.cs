using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Kalends.Client;

/// <summary>Sends what is pending and takes in what has changed. A round that fails leaves everything as it was.</summary>
/// <param name="http">Its address is the server's.</param>
/// <param name="token">Of the signed-in user.</param>
/// <param name="file">Where the replica is kept.</param>
public sealed class SyncLoop(HttpClient http, string token, ReplicaFile file)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private const int MostDoublings = 20;

    /// <summary>Rounds until the server has no more and nothing waits that an answer could settle.</summary>
    /// <exception cref="HttpRequestException">There is no connection, or the server did not answer 200.</exception>
    public async Task Run(Replica replica, CancellationToken cancellation)
    {
        for (var hasMore = true; hasMore;)
        {
            var before = replica.Pending;
            var answer = await Send(replica.Request(), cancellation);
            replica.Take(answer);
            await file.Save(replica, cancellation);
            var isRestamped = answer["operations"]!.AsArray().Any(result => (string?)result!["reason"] == "clock");
            hasMore = (bool)answer["hasMore"]! || isRestamped || (replica.Pending > 0 && replica.Pending < before);
        }
    }

    /// <summary>How long to wait after so many failures: exponential, with full jitter.</summary>
    /// <param name="failures">In a row.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan BackOff(int failures, double random) =>
        TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << Math.Min(failures, MostDoublings))) * random;

    private async Task<JsonObject> Send(JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sync");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        return (await JsonNode.ParseAsync(stream, cancellationToken: cancellation))!.AsObject();
    }
}
