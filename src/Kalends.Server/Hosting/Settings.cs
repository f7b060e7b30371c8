using System.Globalization;

namespace Kalends.Server.Hosting;

/// <summary>Typed reading of configuration; a value that cannot be read stops the start and is named.</summary>
internal sealed class Settings(IConfigurationSection section)
{
    public string? Text(string key) => section[key] is { Length: > 0 } text ? text : null;

    public bool? Flag(string key) =>
        Read(key, "must be true or false", text => bool.TryParse(text, out var flag) ? flag : (bool?)null);

    public int? Count(string key) => Read(key, "must be a positive whole number",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : (int?)null);

    /// <summary>A length of time, <c>days.hours:minutes:seconds</c>.</summary>
    public TimeSpan? Span(string key) => Read(key, "must be a positive length of time, 00:00:30 or 30.00:00:00",
        text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero ? span : (TimeSpan?)null);

    /// <summary>An absolute http or https address; one that others are put behind ends with a slash.</summary>
    public Uri? Address(string key)
    {
        if (Text(key) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidConfigurationException($"{section.Path}:{key}", "must be an http or https address");
    }

    private T? Read<T>(string key, string rule, Func<string, T?> parse) where T : struct =>
        Text(key) is { } text ? parse(text) ?? throw new InvalidConfigurationException($"{section.Path}:{key}", rule) : null;
}
