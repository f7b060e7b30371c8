using System.Collections.Concurrent;
using System.Diagnostics;
using Kalends.Testing.Receivers;
using Microsoft.AspNetCore.Builder;
using NodaTime;

namespace Kalends.Delivery.Bench;

/// <summary>
/// A notifier under load is killed with signal 9 every half minute and started again; a webhook counts what arrives: nothing may be lost, and what
/// comes twice has the same key.
/// </summary>
internal static class Kill
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(string data, int rate, int minutes)
    {
        var keys = new ConcurrentDictionary<string, int>();
        await using var hook = HttpReceiver.Start();
        hook.Script = request =>
        {
            keys.AddOrUpdate(request.Header("Idempotency-Key"), 1, (_, times) => times + 1);
            hook.Requests.Clear();
            return HttpReaction.Of(204);
        };
        int count = await FillAll(data, rate, minutes, hook.Address);
        var time = Stopwatch.StartNew();
        while (keys.Count < count && time.Elapsed < TimeSpan.FromMinutes(minutes + 5))
        {
            using Process notifier = Start(data);
            var life = Stopwatch.StartNew();
            while (life.Elapsed < Between && keys.Count < count) await Task.Delay(100);
            notifier.Kill();
            await notifier.WaitForExitAsync();
            Console.WriteLine($"{time.Elapsed:mm\\:ss} killed: {keys.Count:N0} of {count:N0} told, {keys.Values.Sum(times => times - 1):N0} twice");
        }
        int again = keys.Values.Sum(times => times - 1);
        Console.WriteLine($"kill: {keys.Count:N0} of {count:N0} told, lost {count - keys.Count:N0}; {again:N0} repeats, each with the key of the first");
        return keys.Count == count ? 0 : 1;
    }

    private static async Task<int> FillAll(string data, int rate, int minutes, string webhook)
    {
        Instant now = Drain.Now;
        int seconds = minutes * 60;
        Instant first = Drain.Whole(now + Duration.FromSeconds(100 + (rate * seconds / 5000)));
        await using WebApplication server = await Servers.Start(data, "api");
        var due = Enumerable.Range(0, seconds * rate / Fill.Reminders).Select(n => first + Duration.FromSeconds(n * Fill.Reminders / rate)).ToList();
        await new Fill(server).Run(due, now - Duration.FromHours(1), webhook);
        await server.StopAsync();
        return due.Count * Fill.Reminders;
    }

    private static Process Start(string data)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "kalends.dll");
        string[] arguments =
        [
            program, "--urls", "http://127.0.0.1:0", "--roles", "notifier", "--Kalends:DataDirectory", data, "--Kalends:Notifications:HourlyCap", "100000000",
            "--Kalends:Notifications:AllowPrivateAddresses", "true", "--Logging:LogLevel:Default", "Warning",
        ];
        return Process.Start(new ProcessStartInfo("dotnet", arguments))!;
    }
}
