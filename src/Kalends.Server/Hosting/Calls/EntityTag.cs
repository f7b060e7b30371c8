using System.Globalization;

namespace Kalends.Server.Hosting.Calls;

/// <summary>Versions as strong entity tags (RFC 9110, 8.8.3): <c>"7"</c>.</summary>
internal static class EntityTag
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
