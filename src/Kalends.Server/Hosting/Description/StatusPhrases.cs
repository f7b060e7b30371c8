using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Kalends.Server.Hosting.Description;

internal static class StatusPhrases
{
    public static string Of(string status) => ReasonPhrases.GetReasonPhrase(int.Parse(status, NumberStyles.None, CultureInfo.InvariantCulture));
}
