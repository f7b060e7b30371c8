using System.Text.Json;
using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Conventions;

public sealed class OpenApiTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        var document = (await server.Nobody.Get("/openapi/v1.json")).Must(200);
        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        ApprovedFile.MustEqual("openapi.v1.json", document.Raw + "\n");
    }

    [Fact]
    public async Task Every_body_has_an_example()
    {
        var without = new List<string>();
        foreach (var (id, operation) in await Operations())
        {
            if (operation.TryGetProperty("requestBody", out var request) && !HasExample(request)) without.Add($"{id} request");
            foreach (var response in operation.GetProperty("responses").EnumerateObject().Where(response => response.Name is "200" or "201"))
            {
                if (response.Value.TryGetProperty("content", out _) && !HasExample(response.Value)) without.Add($"{id} {response.Name}");
            }
        }
        Assert.Empty(without);
    }

    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_a_summary_and_a_tag()
    {
        var operations = await Operations();
        Assert.Equal(operations.Count, operations.Select(operation => operation.Id).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Json.GetProperty("summary").GetString()!);
            Assert.NotEmpty(operation.Json.GetProperty("tags").EnumerateArray());
        });
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = (await server.Nobody.Get("/openapi/v1.json")).Must(200).Raw;
        var whole = JsonElement.Parse(document);
        var references = document.Split("\"$ref\": \"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Distinct();
        Assert.All(references, reference =>
        {
            var target = whole;
            foreach (var step in reference.Split('/').Skip(1)) target = target.GetProperty(step);
        });
    }

    private static bool HasExample(JsonElement body) =>
        body.GetProperty("content").EnumerateObject().All(media => media.Value.TryGetProperty("example", out _));

    private async Task<List<(string Id, JsonElement Json)>> Operations()
    {
        var document = (await server.Nobody.Get("/openapi/v1.json")).Must(200).Json;
        return [.. document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => (operation.Value.GetProperty("operationId").GetString()!, operation.Value))];
    }
}
