using System.Text.Json.Nodes;

namespace Kalends.Server.Hosting.Description;

/// <summary>
/// The examples of the OpenAPI document: one <c>examples.json</c> beside each resource, by operation id, with <c>request</c>,
/// <c>response</c> and <c>parameters</c>.
/// </summary>
internal sealed class Examples
{
    private readonly JsonObject byOperation = [];

    public Examples()
    {
        var assembly = typeof(Examples).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith("examples.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (operation, example) in JsonNode.Parse(stream)!.AsObject()) byOperation.Add(operation, example!.DeepClone());
        }
    }

    public JsonNode? Find(string operation, string part) => byOperation[operation]?[part]?.DeepClone();
}
