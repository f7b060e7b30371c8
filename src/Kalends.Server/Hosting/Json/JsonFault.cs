using System.Text;
using System.Text.Json;

namespace Kalends.Server.Hosting.Json;

/// <summary>What is wrong with a text that does not parse, and at which member. Walked only after the parser has refused it.</summary>
internal readonly record struct JsonFault(string Member, string Message)
{
    /// <summary>The member name for faults of the text as a whole.</summary>
    public const string Whole = "body";

    public static JsonFault Find(ReadOnlySpan<byte> text, int maxDepth)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maxDepth });
        var walk = new Walk();
        try
        {
            while (reader.Read())
            {
                if (walk.Step(ref reader) is { } fault) return fault;
            }
        }
        catch (JsonException exception)
        {
            return new JsonFault(walk.Path, reader.CurrentDepth >= maxDepth
                ? $"is nested deeper than {maxDepth} levels"
                : $"is not JSON from line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} on");
        }
        return new JsonFault(Whole, "is not JSON");
    }

    /// <summary>Where the walk stands: for each open object the names seen so far and the current one, for each open list the index.</summary>
    private sealed class Walk
    {
        private readonly Stack<Level> levels = [];

        public string Path
        {
            get
            {
                var path = new StringBuilder();
                foreach (var level in levels.Reverse())
                {
                    if (level.Names is null) path.Append('[').Append(level.Index).Append(']');
                    else if (level.Name is { } name) path.Append(path.Length > 0 ? "." : "").Append(name);
                }
                return path.Length > 0 ? path.ToString() : Whole;
            }
        }

        public JsonFault? Step(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) levels.Pop();
            if (reader.TokenType is not JsonTokenType.PropertyName) CountItem(reader.TokenType);
            if (reader.TokenType is JsonTokenType.StartObject) levels.Push(new Level(new HashSet<string>(StringComparer.Ordinal)));
            if (reader.TokenType is JsonTokenType.StartArray) levels.Push(new Level(null));
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String)) return null;
            if (Decode(ref reader) is not { } value) return new JsonFault(Path, Members.LoneSurrogate);
            if (reader.TokenType is JsonTokenType.String) return null;
            levels.Peek().Name = value;
            return levels.Peek().Names!.Add(value) ? null : new JsonFault(Path, "is given more than once");
        }

        private void CountItem(JsonTokenType token)
        {
            if (token is JsonTokenType.EndObject or JsonTokenType.EndArray) return;
            if (levels.TryPeek(out var level) && level.Names is null) level.Index++;
        }

        private static string? Decode(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return null; // an escaped surrogate without its partner
            }
        }
    }

    private sealed class Level(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;
        public string? Name { get; set; }
        public int Index { get; set; } = -1;
    }
}
