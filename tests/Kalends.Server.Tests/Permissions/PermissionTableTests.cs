using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Permissions;

/// <summary>The tables are whole.</summary>
public sealed class PermissionTableTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Every_endpoint_has_its_row()
    {
        var document = (await server.Nobody.Get("/openapi/v1.json")).Must(200).Json;
        var documented = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => Shape($"{method.Name.ToUpperInvariant()} {path.Name}")));
        var tested = PermissionTable.Read().Select(cell => Shape($"{cell.Method} {cell.Path}")).ToHashSet();
        Assert.DoesNotContain(documented, endpoint => !tested.Contains(endpoint));
    }

    [Fact]
    public void No_table_leaves_a_cell_out()
    {
        var roles = PermissionTable.Read().GroupBy(cell => (cell.Method, cell.Path));
        Assert.All(roles, row => Assert.True(row.Select(cell => cell.Role).Distinct().Count() >= 8, $"{row.Key} has too few roles"));
    }

    /// <summary>The names of parameters are the table's own.</summary>
    private static string Shape(string endpoint) => string.Join('/', endpoint.Split('?')[0].Split('/').Select(part => part.StartsWith('{') ? "{}" : part));
}
