using Kalends.Load.Servers;
using NodaTime;

namespace Kalends.Load.Plan;

/// <summary>Something that people look at, asked for in a fresh range each time, or in the same one.</summary>
internal sealed record View(string Part, string Name, Func<string> Fresh)
{
    private const int RecordedRanges = 48;

    public static IReadOnlyList<View> Of(DataSet data) =>
    [
        new("week", "week view", () => data.Range(data.Window.Fresh(Duration.FromDays(7)))),
        new("month", "month view", () => data.Range(data.Window.Fresh(Duration.FromDays(30)))),
        new("conflicts", "conflict check, 2 h", () => $"/events/conflicts?{data.Window.Fresh(Duration.FromHours(2))}"),
        new("upcoming", "upcoming notifications", () => $"/notifications/upcoming?pageSize={KalendsClient.PageSize}"),
        new("beyond", "week past the window", () => data.Range(data.Beyond.Fresh(Duration.FromDays(7)))),
    ];

    /// <summary>The server's answers to some fresh ranges, for the bare endpoint; the first is also the one asked when hot.</summary>
    public async Task<Recording> Record(KalendsClient client)
    {
        List<string> targets = [];
        List<Answer> answers = [];
        for (int count = 0; count < RecordedRanges; count++)
        {
            targets.Add(Fresh());
            answers.AddRange(await client.ReadPages(targets[^1]));
        }

        return new Recording(this, targets, answers);
    }
}

/// <summary>A view's answers.</summary>
/// <param name="View">The view.</param>
/// <param name="Targets">What was asked.</param>
/// <param name="Answers">All pages of all of them.</param>
internal sealed record Recording(View View, IReadOnlyList<string> Targets, IReadOnlyList<Answer> Answers)
{
    /// <summary>Writes the folder that the bare server answers from.</summary>
    public static void Save(IEnumerable<Recording> recordings, string folder)
    {
        Directory.CreateDirectory(folder);
        List<string> index = [];
        foreach (Answer answer in recordings.SelectMany(recording => recording.Answers).DistinctBy(answer => answer.Target))
        {
            string file = $"{index.Count}.json";
            File.WriteAllBytes(Path.Combine(folder, file), answer.Body);
            index.Add($"{answer.Target}\t{file}");
        }

        File.WriteAllLines(Path.Combine(folder, "index.tsv"), index);
    }
}
