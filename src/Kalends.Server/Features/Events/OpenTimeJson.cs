using System.Text.Json;
using Kalends.Domain.Merging;
using Kalends.Domain.Time;

namespace Kalends.Server.Features.Events;

/// <summary>A time that lost and that nobody has settled.</summary>
internal static class OpenTimeJson
{
    public static void Write(Utf8JsonWriter json, ContentWriter content, OpenTime open)
    {
        var span = PartText.ReadTime(open.Value);
        json.WriteStartObject();
        json.WriteString("stamp", open.Stamp.ToString());
        json.WriteString("at", TimeText.Of(HybridClock.At(open.Stamp.Time)));
        if (open.By.Value > 0) json.WriteString("userId", open.By.ToString());
        content.WriteTime("start", span.Start);
        content.WriteTime("end", span.End);
        json.WriteStartArray("recurrence");
        foreach (var line in span.Recurrence) json.WriteStringValue(line);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
