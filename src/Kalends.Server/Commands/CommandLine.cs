using Kalends.Server.Demo;

namespace Kalends.Server.Commands;

/// <summary>What the program does besides serving, named by its first word.</summary>
internal static class CommandLine
{
    private const string Usage =
        """
        usage: kalends [--urls URLS] [--roles api,worker,notifier] [--demo] [--Kalends:KEY VALUE]...    serves
               kalends import FILE | notifications list|replay | mail preview | doctor | shards list|move | offline
        """;

    /// <summary>The command that the arguments name, or null where they ask for a server.</summary>
    public static Task<int>? Run(string[] args) => args switch
    {
        ["import", .. var rest] => ImportCommand.Run(rest),
        ["notifications", .. var rest] => NotificationsCommand.Run(rest),
        ["mail", "preview", .. var rest] => PreviewMail.Run(rest),
        ["doctor", .. var rest] => StorageCommand.Doctor(rest, Console.Out),
        ["shards", .. var rest] => StorageCommand.Shards(rest, Console.Out),
        ["offline"] => OfflineDemo.Run(Console.Out),
        ["help" or "--help" or "-h", ..] => Answer(Usage, code: 0),
        // A word that is no command is a slip, and no reason to start a server.
        [var word, ..] when IsWord(word) => Answer(Usage, code: 2),
        _ => null,
    };

    private static bool IsWord(string argument) => argument.Length > 0 && char.IsAsciiLetter(argument[0]) && !argument.Contains('=', StringComparison.Ordinal);

    private static async Task<int> Answer(string text, int code)
    {
        await Console.Out.WriteLineAsync(text);
        return code;
    }
}
