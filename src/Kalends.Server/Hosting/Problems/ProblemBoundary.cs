using System.Security.Cryptography;
using Kalends.Server.Hosting.Calls;
using Kalends.Storage;

namespace Kalends.Server.Hosting.Problems;

/// <summary>
/// The outermost layer: every answer carries X-Request-Id, an exception becomes a 500 that tells nothing, and what the framework
/// refuses by status alone gets the body that every problem has.
/// </summary>
internal sealed class ProblemBoundary(RequestDelegate next, ILogger<ProblemBoundary> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        http.TraceIdentifier = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var headers = http.Response.Headers;
        headers["X-Request-Id"] = http.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        try
        {
            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null }) await Send(http, http.Response.StatusCode);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            log.ClientGone(http.TraceIdentifier);
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            await Send(http, exception.StatusCode);
        }
        catch (StorageException exception) when (!http.Response.HasStarted)
        {
            log.RequestFailed(http.TraceIdentifier, exception);
            await ((Reply)ProblemKinds.StorageGone).Send(http.Response);
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            log.RequestFailed(http.TraceIdentifier, exception);
            await Send(http, StatusCodes.Status500InternalServerError);
        }
    }

    private static Task Send(HttpContext http, int status) => ((Reply)ProblemKinds.From(status)).Send(http.Response);
}
