using System.Text.Json;
using Kalends.Domain.Merging;

namespace Kalends.Server.Features.Events.Sync;

/// <summary>What an event remembers for merging, as devices hold it.</summary>
internal sealed class MergeJson(Utf8JsonWriter json, ContentWriter content)
{
    public void Write(MergeRecord record)
    {
        json.WriteStartObject("merge");
        Write("known", record.Known);
        json.WriteStartObject("last");
        foreach (var (path, stamp) in record.Last) json.WriteString(path, stamp.ToString());
        json.WriteEndObject();
        json.WriteStartObject("many");
        foreach (var (path, stamps) in record.Many)
        {
            json.WriteStartArray(path);
            foreach (var stamp in stamps) json.WriteStringValue(stamp.ToString());
            json.WriteEndArray();
        }
        json.WriteEndObject();
        if (!record.Open.IsEmpty)
        {
            json.WriteStartArray("open");
            foreach (var open in record.Open) OpenTimeJson.Write(json, content, open);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private void Write(string name, Knowledge known)
    {
        json.WriteStartObject(name);
        json.WriteString("below", Stamp.TimeText(known.Below));
        json.WriteStartObject("spans");
        foreach (var (device, spans) in known.Spans)
        {
            json.WriteStartArray(device.ToString());
            foreach (var span in spans)
            {
                json.WriteStringValue(Stamp.TimeText(span.From));
                json.WriteStringValue(Stamp.TimeText(span.To));
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
