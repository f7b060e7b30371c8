using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Kalends.Load.Data;

/// <summary>Writes events as the API takes them, with titles, places and descriptions of ordinary length.</summary>
internal sealed class EventBody(Draw draw)
{
    private static readonly OffsetDateTimePattern Written =
        OffsetDateTimePattern.Create("uuuu-MM-dd'T'HH:mm:sso<m>", CultureInfo.InvariantCulture, default);

    private static readonly string[] Topics =
        ["Standup", "Planning", "Review", "Interview", "Budget", "Lunch with Ana", "Dentist", "Release", "Übergabe"];

    private static readonly string[] Places = ["", "", "", "Room 4.12", "Main hall, ground floor", "Kitchen", "12 Harbour Street"];
    private const string Agenda = "Agenda: where we are, what is next, who does it. Please read the notes before, and bring your figures. ";

    /// <summary>A timed event time, as JSON.</summary>
    public static string Time(ZonedDateTime time) =>
        $$"""{"dateTime":"{{Written.Format(time.ToOffsetDateTime())}}","timeZone":"{{time.Zone.Id}}"}""";

    public byte[] Timed(ZonedDateTime start, Duration length) => Series(start, length, []);

    public byte[] AllDay(LocalDate day, int days) => Write(Date(day), Date(day.PlusDays(days)), []);

    public byte[] Series(ZonedDateTime start, Duration length, IReadOnlyList<string> recurrence) =>
        Write(Time(start), Time(start + length), recurrence);

    private static string Date(LocalDate day) => $$"""{"date":"{{LocalDatePattern.Iso.Format(day)}}"}""";

    private byte[] Write(string start, string end, IReadOnlyList<string> recurrence)
    {
        string title = $"{draw.Of(Topics)} {draw.Below(1000)}";
        string description = draw.Chance(0.3) ? Agenda + (draw.Chance(0.5) ? Agenda : "") : "";
        string lines = string.Join(',', recurrence.Select(line => $"\"{line}\""));
        return Encoding.UTF8.GetBytes(
            $$"""
            {"title":"{{JsonEncodedText.Encode(title)}}","description":"{{description}}","location":"{{draw.Of(Places)}}",
            "start":{{start}},"end":{{end}}{{(recurrence.Count > 0 ? $",\"recurrence\":[{lines}]" : "")}}}
            """);
    }
}
