using System.Security.Cryptography;
using System.Text;
using Kalends.ICalendar;

namespace Kalends.Server.Features.Imports;

/// <summary>By what a component is found again.</summary>
internal static class Uids
{
    private const int HashLength = 16;

    /// <summary>Its UID. Where it has none, what it says: the same component, sent again, is the same event.</summary>
    public static string Of(Component component)
    {
        if (component.Find("UID")?.AsText().Trim() is { Length: > 0 } uid) return uid;
        var text = ICalendarText.WriteToString(component.Without("DTSTAMP"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashLength));
    }
}
