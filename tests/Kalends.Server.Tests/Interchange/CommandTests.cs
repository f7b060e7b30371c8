using Kalends.Server.Commands;
using Kalends.Server.Tests.Events;
using Kalends.Server.Tests.Running;
using static Kalends.Server.Tests.Interchange.FileCalls;

namespace Kalends.Server.Tests.Interchange;

public sealed class CommandTests(SharedServer shared) : IDisposable
{
    private readonly TestServer server = shared.Server;
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public async Task It_sends_a_file_shows_how_it_goes_and_ends_well()
    {
        var (ada, work) = await ImportTests.Ada(server);
        await File.WriteAllTextAsync(file, Many(120));
        var (status, output, progress) = await Run("--calendar", work, "--token", ada.Token!);
        Assert.Equal((0, "120 created, 0 updated, 0 unchanged, 0 refused"), (status, output.Trim()));
        Assert.EndsWith("] 100 %", progress.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_logs_in_itself_and_tells_what_was_refused()
    {
        var ada = await server.SignUp();
        await File.WriteAllTextAsync(file, Calendar(Single("a", "One"), Vevent("bad", "SUMMARY:Never")));
        var (status, output, _) = await Run("--email", ada.Email, "--password", TestUser.Password, "--dry-run");
        Assert.Equal(1, status);
        Assert.Contains("It would be: 1 created, 0 updated, 0 unchanged, 1 refused", output, StringComparison.Ordinal);
        Assert.Contains("line 10, VEVENT bad: DTSTART is required", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_is_missing_or_wrong()
    {
        var ada = await server.SignUp();
        await ada.NewCalendar();
        await File.WriteAllTextAsync(file, "no calendar");
        Assert.Contains("with --calendar ID", (await Run("--token", ada.Token!)).Output, StringComparison.Ordinal);
        Assert.Contains("line 1", (await Run("--token", ada.Token!, "--calendar", await ada.NewCalendar())).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("--token", "kal_x")).Status);
        Assert.Null(ImportOptions.Read(["--server"], _ => null));
        Assert.Null(ImportOptions.Read([], _ => null));
        Assert.Null(ImportOptions.Read(["a.ics", "b.ics"], _ => null));
    }

    [Fact]
    public void What_is_not_said_comes_from_the_environment()
    {
        var options = ImportOptions.Read(["a.ics", "--token", "given"], name => name == "KALENDS_SERVER" ? null : name + "!");
        Assert.Equal(("a.ics", "given", "KALENDS_EMAIL!", "KALENDS_CALENDAR!"), (options?.File, options?.Token, options?.Email, options?.Calendar));
    }

    public void Dispose() => File.Delete(file);

    private async Task<(int Status, string Output, string Progress)> Run(params string[] more)
    {
        using StringWriter output = new(), progress = new();
        var options = ImportOptions.Read([file, "--server", server.Http.BaseAddress!.ToString(), .. more], _ => null)!;
        var status = await new ImportCommand(options, output, progress).Run(TestContext.Current.CancellationToken);
        return (status, output.ToString(), progress.ToString());
    }
}
