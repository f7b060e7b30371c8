namespace Kalends.Recurrence.Tests.Differential;

public sealed class EngineTests
{
    private const int Rounds = 1000; // One in a few hundred ends in just that moment.

    [Fact]
    public async Task An_engine_that_ends_while_it_is_watched_gives_no_answer()
    {
        var @case = Cases.Of(seed: 1, 1).First();
        using var engine = new Engine("ends", "/bin/sh", "-c", "read line");
        for (var round = 0; round < Rounds; round++)
            Assert.Null((await engine.Ask(@case)).Times);
    }
}
