using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Kalends.Recurrence.Tests.Differential;

/// <summary>What an engine says: instants or wall times in seconds, or neither.</summary>
/// <param name="Times">Null where it refused the rule or gave no answer in time.</param>
/// <param name="AreInstants">Else they are wall times.</param>
/// <param name="Refusal">Why there are no times.</param>
internal sealed record Answer(long[]? Times, bool AreInstants, string Refusal = "");

/// <summary>Another engine as a process that speaks the protocol of bench/recurrence/engines/README.md.</summary>
internal sealed class Engine(string name, string program, params string[] arguments) : IDisposable
{
    // Of processor time, which a busy machine does not shorten. Some rules are never finished.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    private Process? process;

    internal string Name => name;

    public void Dispose()
    {
        process?.Kill();
        process?.Dispose();
        process = null;
    }

    internal async Task<Answer> Ask(Case @case)
    {
        process ??= Start();
        await process.StandardInput.WriteLineAsync(@case.Line);
        await process.StandardInput.FlushAsync();
        var line = await Line(process);
        if (line is not null)
            return Read(line.Split('\t'));
        Dispose();
        return new Answer(null, false, "no answer");
    }

    private static async Task<string?> Line(Process process)
    {
        var end = Spent(process) + Patience;
        var reading = process.StandardOutput.ReadLineAsync();
        while (await Task.WhenAny(reading, Task.Delay(Glance)) != reading)
        {
            if (Spent(process) > end)
                return null;
        }
        return await reading;
    }

    private static TimeSpan Spent(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception) // It has just ended; so will the reading.
        {
            return TimeSpan.Zero;
        }
    }

    private static Answer Read(string[] row)
    {
        if (row[1] == "!")
            return new Answer(null, false, row[2]);
        var times = row[2].Length == 0 ? [] : row[2].Split(',').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new Answer(times, row[1] == "U");
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(program, [.. arguments, "list", Case.Most.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Engines.Folder,
        };
        start.Environment["TZ"] = "UTC";
        var started = Process.Start(start)!;
        started.ErrorDataReceived += (_, _) => { };
        started.BeginErrorReadLine();
        return started;
    }
}
