using System.Net.Http.Headers;
using System.Text.Json;
using Kalends.Server.Features.Operations;
using Kalends.Server.Hosting;

namespace Kalends.Server.Commands;

/// <summary>
/// <c>kalends notifications list</c> and <c>replay ID|all</c>: asks a running server, with the installation's secret from the configuration
/// or the data directory; <c>--server</c> names its address.
/// </summary>
internal static class NotificationsCommand
{
    private const string Usage = "usage: kalends notifications list | replay (ID | all)   [--server http://127.0.0.1:5080]";

    public static async Task<int> Run(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(Switches(args)).Build();
        using var client = new HttpClient { BaseAddress = new Uri(configuration["server"] ?? "http://127.0.0.1:5080") };
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(new OperatorKey(ServerSecret.Load(ServerOptions.Read(configuration))).Header);
        try
        {
            return args switch
            {
                ["list", ..] => await List(client),
                ["replay", "all", ..] => await Replay(client, "{}"),
                ["replay", var id, ..] when Guid.TryParse(id, out var guid) => await Replay(client, $$"""{"notificationId":"{{guid:D}}"}"""),
                _ => await Fail(Usage),
            };
        }
        catch (HttpRequestException exception)
        {
            return await Fail($"The server at {client.BaseAddress} does not answer as it should: {exception.Message}");
        }
    }

    private static async Task<int> List(HttpClient client)
    {
        var list = await client.GetFromJsonAsync("/operations/notifications/dead", OperationsJson.Default.DeadNotificationList);
        foreach (var dead in list!.Items)
            await Console.Out.WriteLineAsync($"{dead.NotificationId}  {dead.Channel,-7}  {dead.TriggerTime}  {dead.RetryCount,3} retries  {dead.Failure}");
        await Console.Out.WriteLineAsync($"{list.Items.Length} failed");
        return 0;
    }

    private static async Task<int> Replay(HttpClient client, string body)
    {
        using var content = new StringContent(body, mediaType: new MediaTypeHeaderValue("application/json"));
        using var answer = await client.PostAsync("/operations/notifications/replay", content);
        answer.EnsureSuccessStatusCode();
        var replayed = await JsonSerializer.DeserializeAsync(await answer.Content.ReadAsStreamAsync(), OperationsJson.Default.ReplayedBody);
        await Console.Out.WriteLineAsync($"{replayed!.Replayed} due again");
        return replayed.Replayed > 0 ? 0 : 1;
    }

    private static async Task<int> Fail(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return 2;
    }

    /// <summary>The words before the first switch are no configuration.</summary>
    private static string[] Switches(string[] args) => [.. args.SkipWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal))];
}
