using Kalends.Cql.Connections;

namespace Kalends.Cql.Tests.Routing;

public sealed class BackoffTests
{
    [Fact]
    public void Pauses_double_up_to_the_longest_each_shortened_by_at_most_half()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1));
        foreach (var longest in new[] { 100, 200, 400, 800, 1000, 1000 })
            Assert.InRange(backoff.Next(), TimeSpan.FromMilliseconds(longest / 2), TimeSpan.FromMilliseconds(longest));
        backoff.Reset();
        Assert.InRange(backoff.Next(), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Clients_do_not_come_back_in_step()
    {
        var pauses = Enumerable.Range(0, 50).Select(_ => new Backoff(TimeSpan.FromSeconds(1)).Next());
        Assert.True(pauses.Distinct().Count() > 5);
    }
}
