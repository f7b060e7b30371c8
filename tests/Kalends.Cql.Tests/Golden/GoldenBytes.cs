namespace Kalends.Cql.Tests.Golden;

/// <summary>Frames by name, from the embedded files beside this one.</summary>
internal static class GoldenBytes
{
    public static readonly IReadOnlyDictionary<string, byte[]> Requests = Load("requests.txt");
    public static readonly IReadOnlyDictionary<string, byte[]> Responses = Load("responses.txt");
    public static readonly IReadOnlyDictionary<string, byte[]> Segments = Load("segments.txt");

    private static Dictionary<string, byte[]> Load(string file)
    {
        using var stream = typeof(GoldenBytes).Assembly.GetManifestResourceStream($"Kalends.Cql.Tests.Golden.{file}")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToArray();
        return lines.Chunk(2).ToDictionary(
            pair => pair[0],
            pair => Convert.FromHexString(pair[1].Replace(" ", "", StringComparison.Ordinal).Replace("|", "", StringComparison.Ordinal)));
    }
}
