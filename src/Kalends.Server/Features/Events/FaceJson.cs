using Kalends.Domain.Calendars;
using Kalends.Domain.Occurrences;

namespace Kalends.Server.Features.Events;

/// <summary>A face as JSON, made once: stores share and cache faces, so the text is found again as long as the face is.</summary>
internal sealed class FaceJson : FaceView
{
    private readonly EventId eventId;
    private readonly CalendarId calendarId;
    private OccurrenceTemplate? busy;

    private FaceJson(Occurrence occurrence, CalendarId calendarId) : base(occurrence.Face)
    {
        (eventId, this.calendarId) = (occurrence.EventId, calendarId);
        Full = OccurrenceTemplate.Full(occurrence.Face, eventId, calendarId);
    }

    public OccurrenceTemplate Full { get; }

    public OccurrenceTemplate Busy => busy ??= OccurrenceTemplate.Busy(Face);

    public static FaceJson Of(Occurrence occurrence, CalendarId calendarId)
    {
        if (occurrence.Face.View is FaceJson known && known.eventId == occurrence.EventId && known.calendarId == calendarId) return known;
        var made = new FaceJson(occurrence, calendarId);
        occurrence.Face.View = made;
        return made;
    }
}
