using Kalends.Fuzz;
using SharpFuzz;

// Kalends.Fuzz TARGET         under afl-fuzz (see run.sh): one input a run, from standard input
// Kalends.Fuzz TARGET FILE... runs the inputs once, to look at a finding
var targets = new Dictionary<string, Action<ReadOnlySpan<byte>>> { ["ics"] = CalendarTarget.Run, ["rules"] = RuleTarget.Run };
if (args is not [var name, .. var files] || !targets.TryGetValue(name, out var target))
{
    Console.Error.WriteLine($"usage: Kalends.Fuzz {string.Join('|', targets.Keys)} [FILE...]");
    return 2;
}
foreach (var file in files) target(File.ReadAllBytes(file));
if (files.Length == 0) Fuzzer.OutOfProcess.Run(stream => target(ReadAll(stream)));
return 0;

static byte[] ReadAll(Stream stream)
{
    var copy = new MemoryStream();
    stream.CopyTo(copy);
    return copy.ToArray();
}
