namespace Kalends.Server.Hosting;

/// <summary>Which build this is.</summary>
internal static class ServerVersion
{
    public static string Text { get; } = typeof(ServerVersion).Assembly.GetName().Version!.ToString(3);
}
