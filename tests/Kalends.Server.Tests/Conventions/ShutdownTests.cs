using System.Net.Sockets;
using System.Text;
using Kalends.Server.Tests.Running;
using Microsoft.Extensions.Time.Testing;

namespace Kalends.Server.Tests.Conventions;

public sealed class ShutdownTests
{
    [Fact]
    public async Task What_was_accepted_is_finished_before_the_server_ends()
    {
        await using var server = await TestServer.Start();
        var ada = await server.SignUp();
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /calendars HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ada.Token}\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{{\"name\""));
        await Task.Delay(200); // the server has the first half now and waits for the rest
        var ending = server.Stop();
        await Task.Delay(200);
        Assert.False(ending.IsCompleted);

        await stream.WriteAsync(":\"W\"}"u8.ToArray());
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 201 Created", await reader.ReadLineAsync());
        await ending;
    }

    [Fact]
    public async Task A_server_that_is_about_to_end_says_so_and_serves_until_others_have_taken_over()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.Start(new TestSetup { Clock = clock, Arguments = ["--Kalends:DrainTime", "00:00:05"] });
        var ada = await server.SignUp();
        (await server.Nobody.Get("/health/ready")).Must(200);
        var ending = server.Stop();
        while ((int)(await server.Nobody.Get("/health/ready")).Status != 503) await Task.Delay(20, TestContext.Current.CancellationToken);
        (await ada.Get("/calendars")).Must(200);
        Assert.False(ending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(5));
        await ending;
        await Assert.ThrowsAsync<HttpRequestException>(() => ada.Get("/calendars"));
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up()
    {
        await using var server = await TestServer.Start(new TestSetup { Arguments = ["--Kalends:Limits:RequestTime", "00:00:01"] });
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Http.BaseAddress!.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync("POST /users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"name\""u8.ToArray());
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 503 Service Unavailable", await reader.ReadLineAsync());
    }
}
