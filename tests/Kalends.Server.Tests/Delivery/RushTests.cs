using Kalends.Server.Delivery;

namespace Kalends.Server.Tests.Delivery;

/// <summary>Whether anything is being handed over.</summary>
public sealed class RushTests
{
    private readonly Rush rush = new();

    [Fact]
    public void It_is_over_before_it_has_begun() => Assert.True(rush.Over.IsCompleted);

    [Fact]
    public async Task It_is_over_when_all_have_ended_and_begins_anew_with_the_next()
    {
        rush.Begin();
        rush.Begin();
        var first = rush.Over;
        rush.End();
        Assert.False(first.IsCompleted);
        rush.End();
        await first;
        rush.Begin();
        Assert.False(rush.Over.IsCompleted);
        rush.End();
        Assert.True(rush.Over.IsCompleted);
    }
}
