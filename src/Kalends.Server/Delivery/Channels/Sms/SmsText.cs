using System.Collections.Frozen;
using Kalends.Server.Delivery.Wording;

namespace Kalends.Server.Delivery.Channels.Sms;

/// <summary>
/// What a text message says, cut so that it is one message and costs one: 160 septets where all characters are of the GSM alphabet, else
/// 70 units of UTF-16 (3GPP TS 23.038).
/// </summary>
internal static class SmsText
{
    private const int Septets = 160;
    private const int Units = 70;

    private static readonly FrozenSet<char> Basic = FrozenSet.ToFrozenSet(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    /// <summary>These take two septets.</summary>
    private static readonly FrozenSet<char> Extended = FrozenSet.ToFrozenSet("^{}\\[~]|€");

    /// <summary>Time, title and place; the title gives way.</summary>
    public static string Of(Message message)
    {
        var locale = message.User.Preferences.Locale;
        var language = Language.For(locale);
        var clock = new ReaderClock(locale, message.Zone);
        var (title, place) = (MessageWords.Title(language, message.Occurrence), message.Occurrence.Face.Location.ReplaceLineEndings(" ").Trim());
        var when = clock.When(message.Occurrence).Replace('–', '-'); // not of the GSM alphabet, and one is enough to halve the length
        var whole = place.Length > 0 ? $"{title}, {when}, {place}" : $"{title}, {when}";
        return Fits(whole) ? whole : Shorten(title, $", {when}");
    }

    /// <summary>Whether it is one message.</summary>
    public static bool Fits(string text) => IsGsm(text) ? text.Sum(Width) <= Septets : text.Length <= Units;

    private static string Shorten(string title, string rest)
    {
        for (var length = title.Length - 1; length > 0; length--)
        {
            if (char.IsHighSurrogate(title[length - 1])) continue;
            var text = $"{title.AsSpan(0, length).TrimEnd()}...{rest}";
            if (Fits(text)) return text;
        }
        return rest[2..];
    }

    private static bool IsGsm(string text) => text.All(letter => Basic.Contains(letter) || Extended.Contains(letter));

    private static int Width(char letter) => Extended.Contains(letter) ? 2 : 1;
}
