using System.Globalization;
using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;

namespace Kalends.Server.Features.Events;

/// <summary>
/// The JSON of an occurrence but for its id and its times, which are blank: what the occurrences of one face have in common, so that one
/// is written by a copy and a few fillings.
/// </summary>
/// <param name="Text">UTF-8.</param>
/// <param name="Span">Where the times go.</param>
internal sealed record OccurrenceTemplate(byte[] Text, SpanBlanks Span)
{
    /// <summary>Where the id goes, if it shows.</summary>
    public int? IdAt { get; private init; }

    /// <summary>Where the original start goes, if it shows.</summary>
    public TimeBlank? Original { get; private init; }

    /// <summary>One with all it has.</summary>
    public static OccurrenceTemplate Full(Face face, EventId eventId, CalendarId calendarId)
    {
        var text = new TemplateText();
        text.Add("{\"occurrenceId\":\"");
        var id = text.Leave(OccurrenceWriter.GuidLength);
        text.Add(string.Create(CultureInfo.InvariantCulture, $"\",\"eventId\":\"{eventId.Value:D}\",\"calendarId\":\"{calendarId.Value}\""));
        text.AddText("title", face.Title);
        text.AddText("description", face.Description);
        text.AddText("location", face.Location);
        var span = text.LeaveSpan(face);
        text.Add(",\"originalStart\":");
        var original = text.LeaveTime(face.OriginalZone);
        text.Add($",\"recurring\":{Word(face.Recurring)},\"isModified\":{Word(face.IsModified)},\"status\":\"{face.Status.Word()}\"");
        text.Add(string.Create(CultureInfo.InvariantCulture, $",\"transparency\":\"{face.Transparency.Word()}\",\"version\":{face.Version}}}"));
        return new OccurrenceTemplate(text.ToArray(), span) { IdAt = id, Original = original };
    }

    /// <summary>One as "Busy", which gives away when and nothing else.</summary>
    public static OccurrenceTemplate Busy(Face face)
    {
        var text = new TemplateText();
        text.Add("{\"title\":\"Busy\"");
        var span = text.LeaveSpan(face);
        text.Add($",\"status\":\"{face.Status.Word()}\"}}");
        return new OccurrenceTemplate(text.ToArray(), span);
    }

    private static string Word(bool value) => value ? "true" : "false";
}

/// <summary>Room for a time.</summary>
/// <param name="At">Where in the text.</param>
/// <param name="IsDay">Whether it is for a date, else for a time with offset.</param>
internal readonly record struct TimeBlank(int At, bool IsDay);

/// <summary>Room for start and end: as they are shown, and in UTC without the Z.</summary>
internal readonly record struct SpanBlanks(TimeBlank Start, TimeBlank End)
{
    public required int StartUtcAt { get; init; }

    public required int EndUtcAt { get; init; }
}
