using System.Globalization;
using System.Text.Json.Nodes;
using Kalends.Server.Hosting.Calls;
using Kalends.Server.Hosting.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kalends.Server.Hosting.Description;

/// <summary>Adds to each operation of the OpenAPI document what its route's traits mean for a client.</summary>
internal sealed class OperationDescriber(Examples examples) : IOpenApiOperationTransformer
{
    public const string SecurityScheme = "bearer";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var traits = context.Description.ActionDescriptor.EndpointMetadata;
        AddParameters(operation, context, traits);
        if (traits.OfType<RequestShape>().FirstOrDefault() is { } shape)
        {
            var schema = await context.GetOrCreateSchemaAsync(shape.Type, null, cancellationToken);
            context.Document!.AddComponent(shape.Type.Name, schema);
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Json(shape.Type, context, Example(operation, "request")) };
        }
        if (traits.OfType<RequestText>().FirstOrDefault() is { } text)
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Text(text.MediaType, Example(operation, "request")) };
        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = StatusPhrases.Of(status);
            if (!status.StartsWith('2')) continue;
            foreach (var media in response.Content?.Values ?? []) media.Example = Example(operation, "response");
        }
        await AddProblems(operation, context, cancellationToken);
        if (!IsOpen(traits)) operation.Security = [new() { [new OpenApiSecuritySchemeReference(SecurityScheme, context.Document)] = [] }];
    }

    private static bool IsOpen(IList<object> traits) => traits.OfType<OpenToAll>().Any();

    private void AddParameters(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> traits)
    {
        foreach (var part in context.Description.RelativePath!.Split('/').Where(part => part.StartsWith('{')))
            Add(new OpenApiParameter { Name = part[1..part.IndexOf('}', StringComparison.Ordinal)], In = ParameterLocation.Path, Required = true });
        foreach (var query in traits.OfType<QueryParameter>())
            Add(new OpenApiParameter { Name = query.Name, Description = query.Description, Required = query.IsRequired, In = ParameterLocation.Query }, query.Type);
        if (traits.OfType<Preconditioned>().Any())
            Add(new OpenApiParameter { Name = "If-Match", Description = "The ETag that was read, or *", Required = true, In = ParameterLocation.Header });
        if (traits.OfType<AcceptsKey>().Any())
            Add(new OpenApiParameter { Name = "Idempotency-Key", Description = "Repeats within 24 h answer the first result", In = ParameterLocation.Header });

        void Add(OpenApiParameter parameter, JsonSchemaType type = JsonSchemaType.String)
        {
            parameter.Schema = new OpenApiSchema { Type = type };
            parameter.Example = Example(operation, "parameters")?[parameter.Name!]?.DeepClone();
            (operation.Parameters ??= []).Add(parameter);
        }
    }

    private static async Task AddProblems(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellation);
        context.Document!.AddComponent(nameof(Problem), schema);
        operation.Responses ??= [];
        foreach (var status in ProblemStatuses(operation, context).Order())
        {
            var code = status.ToString(CultureInfo.InvariantCulture);
            operation.Responses[code] = new OpenApiResponse
            {
                Description = StatusPhrases.Of(code),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) },
                },
            };
        }
    }

    private static IEnumerable<int> ProblemStatuses(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var traits = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var refused in traits.OfType<RefusedStatus>()) yield return refused.Status;
        yield return 429;
        if (!IsOpen(traits)) yield return 401;
        if (operation.Parameters is { Count: > 0 } || operation.RequestBody is not null) yield return 400;
        if (operation.RequestBody is not null) yield return 413;
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true)
        {
            yield return 403;
            yield return 404;
        }
        if (traits.OfType<AcceptsKey>().Any()) yield return 409;
        if (!traits.OfType<Preconditioned>().Any()) yield break;
        yield return 412;
        yield return 428;
    }

    private static Dictionary<string, OpenApiMediaType> Json(
        Type shape, OpenApiOperationTransformerContext context, JsonNode? example) => new()
        {
            ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(shape.Name, context.Document), Example = example },
        };

    private static Dictionary<string, OpenApiMediaType> Text(string mediaType, JsonNode? example) => new()
    {
        [mediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example },
    };

    private JsonNode? Example(OpenApiOperation operation, string part) => examples.Find(operation.OperationId ?? "", part);
}
