using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Permissions;

/// <summary>Every endpoint for every role: what the tables beside it say is what the server answers.</summary>
public sealed class PermissionMatrixTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Every_cell_is_as_the_table_says()
    {
        var people = new PermissionPeople(
            await server.SignUp("Owner"), await server.SignUp("Actor"), await server.SignUp("Other"), await server.SignUp("Guest"));
        var wrong = new List<string>();
        foreach (var cell in PermissionTable.Read())
        {
            var answer = await (await PermissionScene.Set(server, people, cell)).Send(cell);
            if ((int)answer.Status != cell.Status) wrong.Add($"{cell.Method} {cell.Path} as {cell.Role}: {(int)answer.Status}, not {cell.Status}: {answer.Raw}");
        }
        Assert.Empty(wrong);
    }

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
