using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Permissions;

/// <summary>Every endpoint of a table for every role: what the table says is what the server answers.</summary>
public abstract class PermissionMatrix(SharedServer shared, string table)
{
    /// <summary>Each leaves the same people a calendar more, until reading their list is most of the work.</summary>
    private const int CellsOfACast = 60;

    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task Every_cell_is_as_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var cells in PermissionTable.Read(table).Chunk(CellsOfACast))
        {
            var people = new PermissionPeople(
                await server.SignUp("Owner"), await server.SignUp("Actor"), await server.SignUp("Other"), await server.SignUp("Guest"));
            foreach (var cell in cells)
            {
                var answer = await (await PermissionScene.Set(server, people, cell)).Send(cell);
                if ((int)answer.Status != cell.Status) wrong.Add($"{cell.Method} {cell.Path} as {cell.Role}: {(int)answer.Status}, not {cell.Status}: {answer.Raw}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}

public class CalendarPermissionTests(SharedServer shared) : PermissionMatrix(shared, "calendars.txt");

public class EventPermissionTests(SharedServer shared) : PermissionMatrix(shared, "events.txt");

public class NotificationPermissionTests(SharedServer shared) : PermissionMatrix(shared, "notifications.txt");
