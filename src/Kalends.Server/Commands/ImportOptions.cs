namespace Kalends.Server.Commands;

/// <summary>What <c>kalends import</c> was told, by switches or, where they are left out, by the environment.</summary>
/// <param name="File">Path of the iCalendar file.</param>
/// <param name="Server">Where the server listens.</param>
internal sealed record ImportOptions(string File, Uri Server)
{
    public const string Usage =
        """
        kalends import FILE [--server URL] [--calendar ID] [--dry-run] [--token TOKEN | --email ADDRESS --password PASSWORD]

        Reads an iCalendar file into a calendar of a running server. Left out, these come from the environment:
        KALENDS_SERVER (else http://127.0.0.1:5080), KALENDS_CALENDAR (else your only calendar), KALENDS_TOKEN, KALENDS_EMAIL, KALENDS_PASSWORD.
        """;

    public string? Calendar { get; init; }

    public bool IsDryRun { get; init; }

    public string? Token { get; init; }

    public string? Email { get; init; }

    public string? Password { get; init; }

    /// <summary>The options, or null where the arguments make none.</summary>
    public static ImportOptions? Read(ReadOnlySpan<string> arguments, Func<string, string?> environment)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        string? file = null;
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument == "--dry-run") given[argument] = "true";
            else if (argument is "--server" or "--calendar" or "--token" or "--email" or "--password")
            {
                if (++i == arguments.Length) return null;
                given[argument] = arguments[i];
            }
            else if (argument.StartsWith('-') || file is not null) return null;
            else file = argument;
        }
        var server = Setting("--server", "KALENDS_SERVER") ?? "http://127.0.0.1:5080";
        if (file is null || !Uri.TryCreate(server, UriKind.Absolute, out var address)) return null;
        return new ImportOptions(file, address)
        {
            Calendar = Setting("--calendar", "KALENDS_CALENDAR"),
            IsDryRun = given.ContainsKey("--dry-run"),
            Token = Setting("--token", "KALENDS_TOKEN"),
            Email = Setting("--email", "KALENDS_EMAIL"),
            Password = Setting("--password", "KALENDS_PASSWORD"),
        };

        string? Setting(string name, string variable) => given.GetValueOrDefault(name) ?? environment(variable) switch { "" => null, var text => text };
    }
}
