using System.Text.Json;
using Kalends.Domain;
using Kalends.Server.Hosting.Problems;

namespace Kalends.Server.Hosting.Calls;

/// <summary>If-Match before a write of a versioned resource: 428, then 412, then 400.</summary>
internal static class Preconditions
{
    /// <param name="request">What the caller sent.</param>
    /// <param name="version">The resource's version now.</param>
    /// <param name="current">The resource as the caller may see it, for the 412.</param>
    /// <returns>The refusal, or null where the write may go on.</returns>
    public static Reply? Check(HttpRequest request, long version, Func<JsonElement> current) => IfMatch.Read(request) switch
    {
        IfMatch.Missing => ProblemKinds.PreconditionMissing,
        IfMatch.Malformed => Refusal.Invalid.Of("If-Match", "must be * or a list of entity tags in quotes, as ETag gave them"),
        IfMatch.OneOf tags when !tags.Matches(version) => ProblemKinds.Stale(current()),
        _ => null,
    };
}
