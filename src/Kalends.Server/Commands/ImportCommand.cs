using System.Globalization;
using System.Text.Json;

namespace Kalends.Server.Commands;

/// <summary>
/// <c>kalends import FILE</c>: sends a file to a server, which may be far away, shows how it goes, and tells what was not taken. Ends with 0
/// where everything was, 1 where something was refused, 2 where nothing could be done.
/// </summary>
internal sealed class ImportCommand(ImportOptions options, TextWriter output, TextWriter progress)
{
    private const int Refused = 1;
    private const int Failed = 2;

    public static async Task<int> Run(string[] arguments)
    {
        if (ImportOptions.Read(arguments, Environment.GetEnvironmentVariable) is { } options)
            return await new ImportCommand(options, Console.Out, Console.IsErrorRedirected ? TextWriter.Null : Console.Error).Run(CancellationToken.None);
        await Console.Error.WriteLineAsync(ImportOptions.Usage);
        return Failed;
    }

    public async Task<int> Run(CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(options.File);
            using var server = await ServerClient.SignIn(options, cancellation);
            var calendar = options.Calendar ?? await server.OnlyCalendar(cancellation);
            using var content = new ProgressContent(file, new ProgressBar(progress, file.Length));
            var report = await server.Import(calendar, content, cancellation);
            await progress.WriteLineAsync();
            return await Tell(server, report, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HttpRequestException or CommandException)
        {
            await progress.WriteLineAsync();
            await output.WriteLineAsync($"Nothing more could be done: {exception.Message}");
            return Failed;
        }
    }

    private async Task<int> Tell(ServerClient server, JsonElement report, CancellationToken cancellation)
    {
        var (created, updated, unchanged, refused) = (Count("created"), Count("updated"), Count("unchanged"), Count("refused"));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{(options.IsDryRun ? "It would be: " : "")}{created} created, {updated} updated, {unchanged} unchanged, {refused} refused"));
        if (refused == 0) return 0;
        await foreach (var line in server.Refused(report.GetProperty("importId").GetString()!, cancellation)) await output.WriteLineAsync(line);
        return Refused;

        int Count(string name) => report.GetProperty(name).GetInt32();
    }
}

/// <summary>Why a command cannot go on, in words for whoever gave it.</summary>
internal sealed class CommandException(string message) : Exception(message);
