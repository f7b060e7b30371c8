using Microsoft.OpenApi;

namespace Kalends.Server.Hosting.Description;

/// <summary>What the OpenAPI document says of a route, in the words of the route table.</summary>
internal static class RouteDescription
{
    private const string Json = "application/json";

    public static IEndpointConventionBuilder Describe(this IEndpointConventionBuilder route, string operationId, string summary) =>
        route.WithMetadata(new EndpointNameMetadata(operationId), new EndpointSummaryAttribute(summary));

    public static IEndpointConventionBuilder Takes<T>(this IEndpointConventionBuilder route) => route.WithMetadata(new RequestShape(typeof(T)));

    public static IEndpointConventionBuilder Gives<T>(this IEndpointConventionBuilder route, int status) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), [Json]));

    public static IEndpointConventionBuilder Gives(this IEndpointConventionBuilder route, int status) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(void), []));

    /// <summary>The body is not JSON.</summary>
    public static IEndpointConventionBuilder TakesText(this IEndpointConventionBuilder route, string mediaType) =>
        route.WithMetadata(new RequestText(mediaType));

    public static IEndpointConventionBuilder GivesText(this IEndpointConventionBuilder route, int status, string mediaType) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(string), [mediaType]));

    /// <summary>Problems beyond those that follow from what the route needs.</summary>
    public static IEndpointConventionBuilder Refuses(this IEndpointConventionBuilder route, int status) =>
        route.WithMetadata(new RefusedStatus(status));

    public static IEndpointConventionBuilder Query(
        this IEndpointConventionBuilder route, string name, string description, bool isRequired = false) =>
        route.WithMetadata(new QueryParameter(name, description) { IsRequired = isRequired });

    public static IEndpointConventionBuilder Paged(this IEndpointConventionBuilder route) => route
        .WithMetadata(new QueryParameter("pageSize", "Items on a page: 1 to 2500, 250 if it is left out") { Type = JsonSchemaType.Integer })
        .Query("pageToken", "nextPageToken of the page before");
}

/// <summary>The shape of the request's body. Routing does not look at it: a wrong media type is a 400 like all bad input.</summary>
internal sealed record RequestShape(Type Type);

/// <summary>The media type of a request's body that is text.</summary>
internal sealed record RequestText(string MediaType);

/// <summary>A problem that the route may answer.</summary>
internal sealed record RefusedStatus(int Status);

/// <summary>A parameter of the query string.</summary>
internal sealed record QueryParameter(string Name, string Description)
{
    public bool IsRequired { get; init; }

    public JsonSchemaType Type { get; init; } = JsonSchemaType.String;
}
