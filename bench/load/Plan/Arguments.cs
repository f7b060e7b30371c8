namespace Kalends.Load.Plan;

/// <summary>What the command line asks for: <c>--name value</c> pairs.</summary>
/// <param name="Server">The server to measure: kalends.dll, or the native program.</param>
/// <param name="Bare">bare.dll.</param>
/// <param name="Full">All sizes and longer loads, rather than a first impression.</param>
/// <param name="Only">If set, the only parts to run: week, month, conflicts, upcoming, beyond, create, mix, scale.</param>
internal sealed record Arguments(string Server, string Bare, bool Full, IReadOnlySet<string>? Only)
{
    public TimeSpan LoadTime => TimeSpan.FromSeconds(Full ? 10 : 4);

    public int Rounds => Full ? 3 : 2;

    public static Arguments Parse(string[] args)
    {
        Dictionary<string, string> values = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : "");
        return new Arguments(
            values["--server"],
            values["--bare"],
            values.GetValueOrDefault("--plan", "quick") == "full",
            values.TryGetValue("--only", out string? only) && only.Length > 0 ? only.Split(',').ToHashSet() : null);
    }

    public bool Wants(string part) => Only?.Contains(part) ?? true;
}
