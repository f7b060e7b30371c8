using System.Collections.Frozen;

namespace Kalends.ICalendar;

/// <summary>
/// The English names under which Windows and Outlook show their zones, such as <c>(UTC-05:00) Eastern Time (US &amp; Canada)</c>. The offset in
/// front is not looked at: it is the one outside summer time, and old versions show others.
/// </summary>
internal static class WindowsDisplayNames
{
    private static readonly FrozenDictionary<string, string> Names = Load();

    /// <summary>The Windows id, or null.</summary>
    public static string? Find(string displayName) => Names.GetValueOrDefault(Key(displayName));

    private static FrozenDictionary<string, string> Load()
    {
        using var resource = typeof(WindowsDisplayNames).Assembly.GetManifestResourceStream("WindowsDisplayNames.tsv")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(fields => Key(fields[1]), fields => fields[0]);
    }

    private static string Key(string name)
    {
        var close = name.StartsWith('(') ? name.IndexOf(')', StringComparison.Ordinal) : -1;
        return string.Concat(name[(close + 1)..].Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
    }
}
