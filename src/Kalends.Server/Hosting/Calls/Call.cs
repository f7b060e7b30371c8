using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using Kalends.Domain;
using Kalends.Domain.Identity;
using Kalends.Server.Hosting.Json;
using Kalends.Server.Hosting.Paging;
using Kalends.Server.Identity;
using Kalends.Storage.Users;
using NodaTime;

namespace Kalends.Server.Hosting.Calls;

/// <summary>
/// One request to one operation. Reading it collects what is wrong; an operation reads all it needs, then answers what <see cref="Refused"/>
/// or <see cref="Accepts"/> gives.
/// </summary>
internal sealed class Call
{
    private readonly HttpContext http;
    private readonly SignedIn? caller;
    private readonly RequestBody body;
    private Members? members;
    private bool isUnreadable;

    public Call(HttpContext http, SignedIn? caller, CallServices services, CancellationToken cancellation)
    {
        this.http = http;
        this.caller = caller;
        Cancellation = cancellation;
        Now = services.Clock.Now();
        Ids = IdSource.Random;
        Query = new QueryReader(http.Request.Query, Errors);
        body = new RequestBody(http.Request, services.Limits);
        Pages = new PageReader(this, services.PageTokens, services.Limits);
    }

    /// <summary>Ends when the client goes away or the time limit passes.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>When the call came in: one value for everything it decides.</summary>
    public Instant Now { get; }

    /// <summary>Ids for what the call makes.</summary>
    public IdSource Ids { get; set; }

    /// <summary>Whoever signed in. Only an operation that is open to all is called without.</summary>
    public SignedIn Caller => caller ?? throw new InvalidOperationException("The route is open to all; nobody signed in.");

    public UserId UserId => Caller.UserId;

    public InputErrors Errors { get; } = new();

    public QueryReader Query { get; }

    public PageReader Pages { get; }

    public HttpRequest Request => http.Request;

    public IPAddress? RemoteAddress => http.Connection.RemoteIpAddress;

    /// <summary>What is wrong with everything read so far, or null.</summary>
    public Reply? Refused()
    {
        members?.Close();
        if (body.Problem is { } problem) return problem;
        return Errors.Any ? Errors.ToRefusal() : (Reply?)null;
    }

    /// <summary>Joins what is wrong with the form of the input and what the rules say to its content: one answer names everything.</summary>
    public bool Accepts<T>(Checked<T> content, [NotNullWhen(true)] out T? accepted, [NotNullWhen(false)] out Reply? refused) where T : class
    {
        refused = Refused();
        accepted = (content as Checked<T>.Accepted)?.Value;
        if (!isUnreadable && content is Checked<T>.Refused { Refusal: var broken }) refused = broken.After(Errors);
        return refused is null;
    }

    /// <summary>The caller's account as it is now.</summary>
    public async Task<User> ReadUser(IUserStore users) =>
        await users.Find(UserId, Cancellation) ?? throw new InvalidOperationException("A session belongs to a user who is not there.");

    /// <summary>The text of a route parameter.</summary>
    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>The body as an object. Where it is none, that is an error, and nothing in it is missed any more.</summary>
    public async ValueTask<Members> ReadBody() => Open(await body.Read(Errors, Cancellation));

    /// <summary>As <see cref="ReadBody"/>, but a request without a body reads as an empty object.</summary>
    public async ValueTask<Members> ReadOptionalBody() =>
        (await body.ReadBytes(Cancellation)).IsEmpty ? Open(JsonElement.Parse("{}"u8)) : await ReadBody();

    /// <summary>What <paramref name="current"/> is after the merge patch in the body (RFC 7396), to be checked like a PUT.</summary>
    public async ValueTask<Members> ReadPatched(JsonElement current) =>
        Open(await body.Read(Errors, Cancellation) is { } patch ? MergePatch.Apply(current, patch) : null);

    /// <summary>The body as it came, for its hash; empty if it is too large, which <see cref="Refused"/> then says.</summary>
    public ValueTask<ReadOnlyMemory<byte>> ReadBytes() => body.ReadBytes(Cancellation);

    private Members Open(JsonElement? element)
    {
        isUnreadable = element is not { ValueKind: JsonValueKind.Object };
        if (isUnreadable && element is not null) Errors.Add(JsonFault.Whole, "must be a JSON object");
        return members = new Members(isUnreadable ? null : element, "", Errors);
    }
}
