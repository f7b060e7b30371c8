namespace Kalends.Server.Delivery.Wording;

/// <summary>German.</summary>
internal static class German
{
    public static Language Words { get; } = new("de")
    {
        Days = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        Months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        Date = (day, month, year) => $"{day}. {month} {year}",
        Where = "Ort",
        AllDay = "ganztägig",
        Untitled = "(ohne Titel)",
        Unsubscribe = "Keine Mails mehr",
        Reason = before => $"Du wolltest {before} vor dem Beginn erinnert werden.",
        AtStart = "Du wolltest zu Beginn erinnert werden.",
        Units = ["Minute", "Minuten", "Stunde", "Stunden", "Tag", "Tage"],
        Agenda = day => $"Dein Tag: {day}",
        NothingToday = "Es ist nichts geplant.",
        DigestReason = "Du wolltest deine Termine um diese Zeit.",
        Code = code => $"{code} ist dein Kalends-Code. Er gilt 10 Minuten. Wenn du keinen wolltest, tu nichts.",
    };
}
