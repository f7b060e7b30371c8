using Kalends.Load.Servers;

namespace Kalends.Scale.Bench;

/// <summary>Starts processes of the server.</summary>
internal sealed class Programs(string program, string folder)
{
    private int started;

    public async Task<ServerProcess> Start(string roles, IReadOnlyDictionary<string, string> environment)
    {
        string name = $"{roles.Replace(',', '-')}-{++started}";
        var settings = new Dictionary<string, string>(environment) { ["Kalends__DataDirectory"] = Path.Combine(folder, name) };
        return await ServerProcess.Start(
            new ServerCommand(name, program, "/health/ready") { Arguments = $"--roles {roles}", Environment = settings },
            folder);
    }

    public async Task<ServerProcess[]> StartApis(int count, IReadOnlyDictionary<string, string> environment)
    {
        var apis = new ServerProcess[count];
        for (int number = 0; number < count; number++) apis[number] = await Start("api", environment);
        return apis;
    }
}
