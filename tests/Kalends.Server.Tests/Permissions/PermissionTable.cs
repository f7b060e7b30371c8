namespace Kalends.Server.Tests.Permissions;

/// <summary>The tables beside it, read: lines of a request, a body or -, and a status for each role that the heading names.</summary>
internal static class PermissionTable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Permissions");

    public static IEnumerable<PermissionCell> Read() => Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(ReadFile);

    /// <param name="name">calendars.txt, say.</param>
    public static IEnumerable<PermissionCell> Read(string name) => ReadFile(Path.Combine(Folder, name));

    private static IEnumerable<PermissionCell> ReadFile(string file)
    {
        var lines = File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var roles = Words(lines[0])[2..];
        foreach (var line in lines.Skip(1))
        {
            var words = Words(line);
            var statuses = words[^roles.Length..];
            var body = string.Join(' ', words[2..^roles.Length]);
            foreach (var (role, status) in roles.Zip(statuses))
                yield return new PermissionCell(words[0], words[1], body == "-" ? null : body, role, int.Parse(status));
        }
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What one role gets for one request.</summary>
internal sealed record PermissionCell(string Method, string Path, string? Body, string Role, int Status);
