using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.Users;

public class SessionTests(SharedServer shared)
{
    private readonly TestServer server = shared.Server;

    [Fact]
    public async Task After_logging_out_the_token_is_dead()
    {
        var ada = await server.SignUp();
        var other = await server.Nobody.Post("/sessions", new { email = ada.Email, password = TestUser.Password });
        (await ada.Delete("/sessions/current")).Must(204);
        (await ada.Get("/users/me")).MustBeProblem(401);
        (await new TestUser(server.Http, other.Text("token")).Get("/users/me")).Must(200);
    }

    [Fact]
    public async Task A_token_with_one_bit_changed_is_no_token()
    {
        var ada = await server.SignUp();
        var token = ada.Token!.ToCharArray();
        token[^5] = token[^5] == 'A' ? 'B' : 'A';
        (await new TestUser(server.Http, new string(token)).Get("/users/me")).MustBeProblem(401);
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_as_a_wrong_password()
    {
        var ada = await server.SignUp();
        var wrong = await server.Nobody.Post("/sessions", new { email = ada.Email, password = "wrong password" });
        var unknown = await server.Nobody.Post("/sessions", new { email = "nobody@example.org", password = "wrong password" });
        Assert.Equal(wrong.MustBeProblem(401).Raw, unknown.MustBeProblem(401).Raw);
        Assert.Equal(wrong.Headers.Keys.Order(), unknown.Headers.Keys.Order());
    }
}
