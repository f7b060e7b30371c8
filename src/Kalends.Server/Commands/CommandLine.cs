using Kalends.Server.Demo;

namespace Kalends.Server.Commands;

/// <summary>What the program does besides serving, named by its first word.</summary>
internal static class CommandLine
{
    /// <summary>The command that the arguments name, or null where they ask for a server.</summary>
    public static Task<int>? Run(string[] args) => args switch
    {
        ["import", .. var rest] => ImportCommand.Run(rest),
        ["notifications", .. var rest] => NotificationsCommand.Run(rest),
        ["mail", "preview", .. var rest] => PreviewMail.Run(rest),
        ["doctor", .. var rest] => StorageCommand.Doctor(rest, Console.Out),
        ["shards", .. var rest] => StorageCommand.Shards(rest, Console.Out),
        ["offline"] => OfflineDemo.Run(Console.Out),
        _ => null,
    };
}
