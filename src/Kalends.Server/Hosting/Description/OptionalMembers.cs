using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kalends.Server.Hosting.Description;

/// <summary>A member that may be null may also be left out, in requests and in responses: it is not required.</summary>
internal sealed class OptionalMembers : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (member.Type?.HasFlag(JsonSchemaType.Null) == true || member.OneOf is { Count: > 0 }) schema.Required?.Remove(name);
        }
        return Task.CompletedTask;
    }
}
