namespace Kalends.Server.Demo;

/// <summary>The switch <c>--demo</c>.</summary>
internal static class DemoServices
{
    private const string Switch = "--demo";

    /// <summary>The arguments without the switch: the configuration would take the argument after it for its value.</summary>
    public static string[] WithoutDemo(this string[] args) => [.. args.Where(arg => arg != Switch)];

    public static IServiceCollection AddDemo(this IServiceCollection services, string[] args) => args.Contains(Switch)
        ? services.AddSingleton<DemoTools>().AddHostedService<FillDemo>()
        : services;
}
