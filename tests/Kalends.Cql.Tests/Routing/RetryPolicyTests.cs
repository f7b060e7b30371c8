using Kalends.Cql.Execution;

namespace Kalends.Cql.Tests.Routing;

public sealed class RetryPolicyTests
{
    private static readonly CqlError Unavailable = new CqlError.Unavailable("", Consistency.Quorum, 2, 1);
    private static readonly CqlError Slow = new CqlError.WriteTimeout("", Consistency.Quorum, 1, 2, CqlError.WriteKind.Simple);
    private static readonly CqlError NoLog = new CqlError.WriteTimeout("", Consistency.Quorum, 0, 1, CqlError.WriteKind.BatchLog);
    private static readonly CqlError NoData = new CqlError.ReadTimeout("", Consistency.Quorum, 2, 2, DataPresent: false);
    private static readonly CqlError FewAnswers = new CqlError.ReadTimeout("", Consistency.Quorum, 1, 2, DataPresent: false);

    [Fact]
    public void What_nobody_tried_goes_to_one_next_host_idempotent_or_not()
    {
        foreach (var error in new[] { Unavailable, new CqlError.Overloaded(""), new CqlError.Bootstrapping("") })
        {
            Assert.Equal(Retry.NextHost, RetryPolicy.Decide(error, isIdempotent: false, answered: 0));
            Assert.Equal(Retry.Never, RetryPolicy.Decide(error, isIdempotent: true, answered: 1));
        }
    }

    [Fact]
    public void What_may_have_happened_is_repeated_only_where_that_does_no_harm()
    {
        foreach (var error in new[] { new CqlError.ConnectionLost("", Sent: true), NoLog, NoData, new CqlError.ServerFault("", 0) })
        {
            Assert.Equal(Retry.Never, RetryPolicy.Decide(error, isIdempotent: false, answered: 0));
            Assert.NotEqual(Retry.Never, RetryPolicy.Decide(error, isIdempotent: true, answered: 0));
        }
    }

    [Fact]
    public void A_request_that_was_never_sent_goes_on_to_any_host() =>
        Assert.Equal(Retry.NextHost, RetryPolicy.Decide(new CqlError.ConnectionLost("", Sent: false), isIdempotent: false, answered: 5));

    [Fact]
    public void A_timeout_that_another_try_would_not_mend_is_told()
    {
        Assert.Equal(Retry.Never, RetryPolicy.Decide(Slow, isIdempotent: true, answered: 0));
        Assert.Equal(Retry.Never, RetryPolicy.Decide(FewAnswers, isIdempotent: true, answered: 0));
        Assert.Equal(Retry.Never, RetryPolicy.Decide(new CqlError.TimedOut(""), isIdempotent: true, answered: 0));
        Assert.Equal(Retry.Never, RetryPolicy.Decide(new CqlError.SyntaxError(""), isIdempotent: true, answered: 0));
    }

    [Theory]
    [InlineData("SELECT a FROM t", true)]
    [InlineData("  select a from t", true)]
    [InlineData("INSERT INTO t (a) VALUES (1)", false)]
    [InlineData("UPDATE t SET n = n + 1 WHERE k = 1", false)]
    public void Only_a_read_is_idempotent_by_itself(string cql, bool expected) =>
        Assert.Equal(expected, ((IJob)new CqlStatement(cql)).IsIdempotent);
}
