namespace Kalends.Server.Delivery.Wording;

/// <summary>English, with the two ways to say a date.</summary>
internal static class English
{
    public static Language American { get; } = new("en")
    {
        Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        Date = (day, month, year) => $"{month} {day}, {year}",
        Where = "Where",
        AllDay = "all day",
        Untitled = "(no title)",
        Unsubscribe = "No more mail",
        Reason = before => $"You asked to be reminded {before} before the start.",
        AtStart = "You asked to be reminded at the start.",
        Units = ["minute", "minutes", "hour", "hours", "day", "days"],
        Agenda = day => $"Your day: {day}",
        NothingToday = "Nothing is planned.",
        DigestReason = "You asked for your agenda at this hour.",
        Code = code => $"{code} is your Kalends code. It counts for 10 minutes. If you did not ask for it, do nothing.",
    };

    public static Language British { get; } = American with { Date = (day, month, year) => $"{day} {month} {year}" };
}
