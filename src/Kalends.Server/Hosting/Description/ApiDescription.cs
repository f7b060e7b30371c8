using System.Text.Json.Serialization;
using Kalends.Server.Hosting.Problems;
using Microsoft.OpenApi;

namespace Kalends.Server.Hosting.Description;

/// <summary>The OpenAPI 3.1 document of the whole API.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services)
    {
        services.AddSingleton<Examples>();
        services.AddShapes(ProblemJson.Default);
        services.AddOpenApi("v1", document =>
        {
            document.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            document.AddSchemaTransformer<OptionalMembers>();
            document.AddOperationTransformer<OperationDescriber>();
            document.AddDocumentTransformer((whole, _, _) =>
            {
                whole.Info = new OpenApiInfo { Title = "Kalends", Version = "1", Description = "Calendars, events, occurrences, reminders." };
                whole.Servers = [new OpenApiServer { Url = "/" }];
                whole.AddComponent(OperationDescriber.SecurityScheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>Makes the shapes of a feature's bodies known to the document.</summary>
    public static IServiceCollection AddShapes(this IServiceCollection services, JsonSerializerContext shapes) =>
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Add(shapes);
        });
}
