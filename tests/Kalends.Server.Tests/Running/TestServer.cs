using System.Net;
using Kalends.Storage;
using Kalends.Testing.Clocks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Kalends.Server.Tests.Running;

/// <summary>The real server, wired by the real <c>Program</c>, on a free loopback port, with its data in a folder of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private static int people;
    private readonly WebApplication app;
    private readonly TestSetup setup;
    private readonly string folder;
    private bool isLent;

    private TestServer(WebApplication app, TestSetup setup, string folder)
    {
        this.app = app;
        this.setup = setup;
        this.folder = folder;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri(address) };
        Nobody = new TestUser(Http, null);
    }

    public HttpClient Http { get; }

    /// <summary>Sends requests without a token.</summary>
    public TestUser Nobody { get; }

    public StorageSet Storage => app.Services.GetRequiredService<StorageSet>();

    /// <summary>Its data directory.</summary>
    public string Folder => folder;

    public IServiceProvider Services => app.Services;

    public static async Task<TestServer> Start(TestSetup? wanted = null)
    {
        var setup = wanted ?? new TestSetup();
        var folder = setup.Folder ?? Directory.CreateTempSubdirectory("kalends-test-").FullName;
        string[] quiet = ["--urls", "http://127.0.0.1:0", "--Kalends:RateLimits:Enabled", "false", "--Logging:LogLevel:Default", "None"];
        var app = Program.Build([.. quiet, "--Kalends:DataDirectory", folder, .. setup.Arguments], services =>
        {
            if (setup.Clock is { } clock) services.AddSingleton<TimeProvider>(new TurnedClock(clock));
            if (setup.Storage is { } storage) services.AddSingleton(storage);
            setup.Replace?.Invoke(services);
        });
        await app.StartAsync();
        return new TestServer(app, setup, folder);
    }

    /// <summary>A new account, signed in.</summary>
    public async Task<TestUser> SignUp(string name = "Ada", string timeZone = "Europe/Zurich")
    {
        var email = $"{name.ToLowerInvariant()}{Interlocked.Increment(ref people)}@example.org";
        var account = await Nobody.Post("/users", new { email, name, password = TestUser.Password, timeZone });
        Assert.Equal(HttpStatusCode.Created, account.Status);
        var session = await Nobody.Post("/sessions", new { email, password = TestUser.Password });
        Assert.Equal(HttpStatusCode.Created, session.Status);
        return new TestUser(Http, session.Text("token")) { UserId = account.Text("userId"), Email = email, Name = name };
    }

    /// <summary>The same server for one who does not end it.</summary>
    public TestServer Lend() => new(app, setup, folder) { isLent = true };

    /// <summary>Ends it as an operator would: what it has accepted it finishes.</summary>
    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (isLent) return;
        await app.DisposeAsync();
        if (setup.Folder is null) Directory.Delete(folder, recursive: true);
    }
}
