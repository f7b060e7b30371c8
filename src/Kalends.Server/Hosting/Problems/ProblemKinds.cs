using System.Globalization;
using System.Text.Json;
using Kalends.Domain;

namespace Kalends.Server.Hosting.Problems;

/// <summary>Every problem that the server tells of, in one place.</summary>
internal static class ProblemKinds
{
    public static Problem Unauthenticated { get; } = Of(401, "unauthenticated", "Sign in first",
        "Send a valid token: Authorization: Bearer TOKEN. POST /sessions gives one.");

    public static Problem BadCredentials { get; } = Of(401, "bad-credentials", "Not signed in", "The e-mail or the password is wrong.");

    public static Problem PreconditionMissing { get; } = Of(428, "precondition-required", "If-Match is required",
        "Send If-Match with the ETag that you read, or * to overwrite whatever is there.");

    public static Problem TooLarge { get; } = Of(413, "too-large", "The request is too large", "It is larger than the server takes.");

    public static Problem Unexpected { get; } = Of(500, "unexpected", "Something went wrong",
        "The server could not do this. The X-Request-Id of this answer finds it in the server's log.");

    public static Problem TimedOut { get; } = Of(503, "timed-out", "It took too long", "The server gave up. Trying again is safe with an Idempotency-Key.")
        with { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Of a write it is not known whether it is stored; a repeat finds out.</summary>
    public static Problem StorageGone { get; } = Of(503, "storage-unavailable", "The storage does not answer",
        "A server that keeps the data is not there at the moment. Trying again is safe with an Idempotency-Key.") with { RetryAfter = TimeSpan.FromSeconds(1) };

    public static Problem BodyTooLarge(long limit) =>
        TooLarge with { Detail = string.Create(CultureInfo.InvariantCulture, $"A body may have at most {limit:N0} bytes.") };

    public static Problem Gone(string detail) => Of(410, "gone", "No longer there", detail);

    public static Problem TooMany(TimeSpan retryAfter) =>
        Of(429, "too-many-requests", "Too many requests", "Wait as long as Retry-After says.") with { RetryAfter = retryAfter };

    public static Problem Stale(JsonElement current) =>
        Of(412, "stale-version", "It has changed since you read it", "Merge your change into current and send its version.") with { Current = current };

    public static Problem From(Refusal refusal) => refusal switch
    {
        Refusal.Invalid invalid => Of(400, "invalid", "The request breaks rules", Summary(invalid)) with { Errors = invalid.Errors },
        Refusal.NotFound missing => Of(404, "not-found", "Not found", $"There is no such {missing.What}."),
        Refusal.Forbidden forbidden => Of(403, "forbidden", "Not allowed", Sentence(forbidden.Why)),
        Refusal.Conflicting conflict => Of(409, "conflict", "It contradicts what is there", Sentence(conflict.Why)),
        Refusal.Full full => Of(409, "calendar-full", "The calendar is full", Sentence(full.Rule)),
        Refusal.Stale => throw new InvalidOperationException("A stale write answers with the current resource: use Stale(current)."),
        _ => throw new InvalidOperationException($"No problem is written for {refusal.GetType().Name}."),
    };

    /// <summary>For answers that the framework gives by status alone.</summary>
    public static Problem From(int status) => status switch
    {
        404 => From(new Refusal.NotFound("resource")),
        405 => Of(405, "method-not-allowed", "Method not allowed", "Allow names the methods of this resource."),
        413 => TooLarge,
        >= 500 => Unexpected with { Status = status },
        _ => Of(status, "bad-request", "The request cannot be read", "It is not HTTP as the server understands it."),
    };

    private static Problem Of(int status, string kind, string title, string detail) => new($"urn:kalends:problem:{kind}", title, status, detail);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static string Summary(Refusal.Invalid invalid)
    {
        var (member, messages) = invalid.Errors.First();
        var others = invalid.Errors.Count - 1;
        return others == 0 ? $"{member} {messages[0]}." : $"{member} {messages[0]}; {others} more in errors.";
    }
}
