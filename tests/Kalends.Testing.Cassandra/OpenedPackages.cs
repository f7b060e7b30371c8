namespace Kalends.Testing.Cassandra;

/// <summary>
/// All packages of java.base, opened. The shorter list that newer Cassandras use is not enough for 2.1: measuring a prepared statement
/// walks its whole object graph, and PREPARE fails at the first closed package.
/// </summary>
internal static class OpenedPackages
{
    public static async Task<string> ArgumentsAsync()
    {
        var module = await Tools.RunAsync("java", "--describe-module", "java.base");
        var packages = module.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(PackageOf)
            .OfType<string>()
            .Distinct();
        return string.Join('\n', packages.Select(package => $"--add-opens java.base/{package}=ALL-UNNAMED"));
    }

    private static string? PackageOf(string[] words) => words switch
    {
        ["exports" or "contains" or "opens", var package, ..] => package,
        ["qualified", "exports" or "opens", var package, ..] => package,
        _ => null,
    };
}
