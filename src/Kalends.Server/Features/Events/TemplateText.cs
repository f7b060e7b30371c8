using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Kalends.Domain.Occurrences;

namespace Kalends.Server.Features.Events;

/// <summary>JSON with blanks, in the making.</summary>
internal sealed class TemplateText
{
    private readonly ArrayBufferWriter<byte> output = new(512);

    public void Add(string json) => Encoding.UTF8.GetBytes(json, output);

    /// <summary>Adds a member that is not the first.</summary>
    public void AddText(string name, string value) => Add($",\"{name}\":{Quoted(value)}");

    /// <summary>Leaves so many bytes blank; where they begin.</summary>
    public int Leave(int length)
    {
        var at = output.WrittenCount;
        output.GetSpan(length)[..length].Fill((byte)' ');
        output.Advance(length);
        return at;
    }

    /// <summary>Adds an object that holds a blank date, or a blank time and its zone.</summary>
    public TimeBlank LeaveTime(string? zone)
    {
        Add(zone is null ? "{\"date\":\"" : "{\"dateTime\":\"");
        var at = Leave(zone is null ? Utf8Time.DateLength : Utf8Time.OffsetTimeLength);
        Add(zone is null ? "\"}" : $"\",\"timeZone\":{Quoted(zone)}}}");
        return new TimeBlank(at, zone is null);
    }

    /// <summary>Adds the members that say when.</summary>
    public SpanBlanks LeaveSpan(Face face)
    {
        Add(",\"start\":");
        var start = LeaveTime(face.StartZone);
        Add(",\"end\":");
        var end = LeaveTime(face.EndZone);
        Add(",\"startUtc\":\"");
        var startUtcAt = Leave(Utf8Time.LocalLength);
        Add("Z\",\"endUtc\":\"");
        var endUtcAt = Leave(Utf8Time.LocalLength);
        Add("Z\"");
        return new SpanBlanks(start, end) { StartUtcAt = startUtcAt, EndUtcAt = endUtcAt };
    }

    public byte[] ToArray() => output.WrittenSpan.ToArray();

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
