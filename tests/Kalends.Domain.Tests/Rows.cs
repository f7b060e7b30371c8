namespace Kalends.Domain.Tests;

/// <summary>Test data that is kept in files: one case a line, columns between bars, comments behind #.</summary>
internal static class Rows
{
    internal static IEnumerable<TheoryDataRow<string>> Of(string file) =>
        Lines(file).Select(line => new TheoryDataRow<string>(line));

    internal static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", file)).Where(line => line.Length > 0 && line[0] != '#');

    internal static string[] Columns(string row) => [.. row.Split('|').Select(column => column.Trim())];

    internal static string? OrNull(string column) => column.Length == 0 ? null : column;
}
