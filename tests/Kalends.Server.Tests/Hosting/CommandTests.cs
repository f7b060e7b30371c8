using Kalends.Server.Commands;

namespace Kalends.Server.Tests.Hosting;

/// <summary>What operators run beside the server.</summary>
public sealed class CommandTests
{
    private static readonly string[] Cluster =
    [
        "--Kalends:Storage", "cluster", "--Kalends:Cassandra:ContactPoints", "127.78.0.1", "--Kalends:Cassandra:Port", "3",
        "--Kalends:MySql:Servers:0:Name", "db", "--Kalends:MySql:Servers:0:ConnectionString", "Server=127.78.0.1;Port=3;User=u;Password=secret",
        "--Kalends:MySql:Servers:0:Slots", "0-4095",
    ];

    [Fact]
    public async Task Doctor_finds_the_embedded_set_well()
    {
        var folder = Directory.CreateTempSubdirectory("kalends-doctor-");
        var (code, said) = await Run(["doctor", "--Kalends:DataDirectory", folder.FullName]);
        Assert.Equal((0, $"well  data directory: {folder.FullName} can be written to.\n"), (code, said));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Doctor_says_what_does_not_answer_and_tells_no_secret()
    {
        var (code, said) = await Run(["doctor", .. Cluster]);
        Assert.Equal(1, code);
        Assert.Contains("ILL   MySQL db: Nothing answers at 127.78.0.1:3.", said, StringComparison.Ordinal);
        Assert.Contains("ILL   Cassandra: It cannot be used by way of 127.78.0.1, port 3", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Kalends:MySql:Servers:0:Slots", "0-4096", "Kalends:MySql:Servers:0:Slots must be ranges")]
    [InlineData("--Kalends:MySql:Servers:0:Name", "", "Kalends:MySql:Servers:0:Name is required")]
    [InlineData("--Kalends:Cassandra:ContactPoints", "", "Kalends:Cassandra:ContactPoints must name")]
    [InlineData("--Kalends:Cassandra:Port", "many", "Kalends:Cassandra:Port must be")]
    [InlineData("--Kalends:Storage", "elsewhere", "Kalends:Storage must be embedded or cluster")]
    public async Task A_configuration_that_cannot_be_used_is_named(string key, string value, string complaint)
    {
        var (code, said) = await Run(["shards", "list", .. Cluster, key, value]);
        Assert.Equal(1, code);
        Assert.Contains(complaint, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slot_has_one_server()
    {
        var (code, said) = await Run(["shards", "list", .. Cluster, "--Kalends:MySql:Servers:1:Name", "other",
            "--Kalends:MySql:Servers:1:ConnectionString", "Server=x", "--Kalends:MySql:Servers:1:Slots", "7"]);
        Assert.Equal((1, "Configuration: Kalends:MySql:Servers gives slot 7 to two servers.\n"), (code, said));
    }

    [Theory]
    [InlineData("shards")]
    [InlineData("shards move 1-0 db")]
    [InlineData("shards move 1")]
    public async Task Wrong_words_are_answered_with_the_right_ones(string words)
    {
        var (code, said) = await Run([.. words.Split(' '), .. Cluster]);
        Assert.Equal(2, code);
        Assert.StartsWith("usage: kalends shards list", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_embedded_set_has_no_shards() => Assert.Equal(1, (await Run(["shards", "list"])).Code);

    [Theory]
    [InlineData("docter", 2)]
    [InlineData("offline --help", 2)]
    [InlineData("--help", 0)]
    [InlineData("help", 0)]
    public async Task A_word_that_is_no_command_starts_no_server(string words, int code) => Assert.Equal(code, await CommandLine.Run(words.Split(' '))!);

    [Theory]
    [InlineData("--roles api")]
    [InlineData("urls=http://127.0.0.1:5080")]
    public void Anything_else_starts_the_server(string words) => Assert.Null(CommandLine.Run(words.Split(' ')));

    private static async Task<(int Code, string Said)> Run(string[] args)
    {
        await using var said = new StringWriter { NewLine = "\n" };
        var code = args[0] == "doctor" ? await StorageCommand.Doctor(args[1..], said) : await StorageCommand.Shards(args[1..], said);
        return (code, said.ToString());
    }
}
