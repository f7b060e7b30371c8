namespace Kalends.Server.Delivery.Wording;

/// <summary>French.</summary>
internal static class French
{
    public static Language Words { get; } = new("fr")
    {
        Days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        Months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        Date = (day, month, year) => $"{(day == 1 ? "1er" : $"{day}")} {month} {year}",
        Where = "Lieu",
        AllDay = "toute la journée",
        Untitled = "(sans titre)",
        Unsubscribe = "Ne plus recevoir d’e-mails",
        Reason = before => $"Vous avez demandé un rappel {before} avant le début.",
        AtStart = "Vous avez demandé un rappel au début.",
        Units = ["minute", "minutes", "heure", "heures", "jour", "jours"],
        Agenda = day => $"Votre journée : {day}",
        NothingToday = "Rien n’est prévu.",
        DigestReason = "Vous avez demandé votre agenda à cette heure.",
        Code = code => $"{code} est votre code Kalends. Il est valable 10 minutes. Si vous ne l’avez pas demandé, ne faites rien.",
    };
}
