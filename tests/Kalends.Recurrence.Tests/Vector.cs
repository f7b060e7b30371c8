using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Recurrence.Tests;

/// <summary>One line of Data/vectors.jsonl: a rule, its start, and what public test suites expect.</summary>
internal sealed record Vector(string Id, string Name, string Status, SeriesStart Start, string[] Lines, string[] Expected, bool InUtc, bool IsComplete)
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    internal static IReadOnlyDictionary<string, Vector> All { get; } = File.ReadLines(DataFile.Path("vectors.jsonl"))
        .Select(line => Read(JsonDocument.Parse(line).RootElement)).ToDictionary(vector => vector.Id);

    internal bool HasCount => Lines.Any(line => line.Contains("COUNT=", StringComparison.Ordinal));

    internal Series Parse() => Series.Parse(Start, Lines, DateTimeZoneProviders.Tzdb) switch
    {
        SeriesParsed parsed => parsed.Series,
        SeriesRefused refused => throw new InvalidOperationException($"{Id}: {refused}"),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>What the engine gives, in the form of <see cref="Expected"/>, and one more where the expectation is whole.</summary>
    internal string[] Produced(int most) => [.. Parse().Instances().Take(most).Select(Show)];

    internal string Show(Instance instance) => Start.IsDate ? Date.Format(instance.Local.Date)
        : Time.Format(InUtc ? instance.Start.InUtc().LocalDateTime : instance.Local);

    private static Vector Read(JsonElement json)
    {
        var isDate = json.GetProperty("date_only").GetBoolean();
        var zone = json.GetProperty("tz").GetString() is { } id ? DateTimeZoneProviders.Tzdb[id] : DateTimeZone.Utc;
        var text = json.GetProperty("dtstart").GetString()!;
        var local = isDate ? Date.Parse(text).Value.AtMidnight() : Time.Parse(text).Value;
        var inUtc = json.TryGetProperty("expect_utc", out var expected);
        if (!inUtc)
            expected = json.GetProperty("expect");
        string[] lines =
        [
            .. Strings(json.GetProperty("rrule")).Select(rule => "RRULE:" + rule),
            .. Strings(json.GetProperty("rdate")).Select(value => "RDATE:" + value),
            .. Strings(json.GetProperty("exdate")).Select(value => "EXDATE:" + value),
        ];
        return new Vector(
            json.GetProperty("id").GetString()!, json.GetProperty("name").GetString()!, json.GetProperty("status").GetString()!,
            new SeriesStart(local, isDate, zone), lines, Strings(expected), inUtc, json.GetProperty("complete").GetBoolean());
    }

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetString()!)];
}
