using System.Buffers;
using System.Text.Json;

namespace Kalends.Server.Hosting.Json;

/// <summary>JSON Merge Patch (RFC 7396, section 2): a member that is null goes, objects merge, everything else replaces.</summary>
internal static class MergePatch
{
    public static JsonElement Apply(JsonElement target, JsonElement patch)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text)) Merge(writer, target, patch);
        return JsonElement.Parse(text.WrittenSpan);
    }

    private static void Merge(Utf8JsonWriter writer, JsonElement target, JsonElement patch)
    {
        if (patch.ValueKind is not JsonValueKind.Object)
        {
            patch.WriteTo(writer);
            return;
        }
        writer.WriteStartObject();
        if (target.ValueKind is JsonValueKind.Object) CopyUntouched(writer, target, patch);
        foreach (var member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Null) continue;
            writer.WritePropertyName(member.Name);
            Merge(writer, Member(target, member.Name), member.Value);
        }
        writer.WriteEndObject();
    }

    private static void CopyUntouched(Utf8JsonWriter writer, JsonElement target, JsonElement patch)
    {
        foreach (var member in target.EnumerateObject())
        {
            if (!patch.TryGetProperty(member.Name, out _)) member.WriteTo(writer);
        }
    }

    /// <summary>The member, or an undefined element, which merges as an empty object would.</summary>
    private static JsonElement Member(JsonElement target, string name) =>
        target.ValueKind is JsonValueKind.Object && target.TryGetProperty(name, out var value) ? value : default;
}
