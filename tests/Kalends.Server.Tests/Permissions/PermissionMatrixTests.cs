using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Permissions;

/// <summary>Every endpoint for every role: what the tables beside it say is what the server answers.</summary>
public class PermissionMatrixTests(SharedServer shared)
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
}
