using System.Collections.Immutable;
using System.Text.Json;
using Kalends.Domain;

namespace Kalends.Server.Hosting.Json;

/// <summary>
/// The members of one JSON object, read by name. What is wrong is collected under the member's path, and reading goes on, so that one
/// answer names everything. A member that is null reads as left out; <see cref="Has"/> and <see cref="IsNull"/> tell the two apart.
/// </summary>
internal sealed class Members(JsonElement? element, string path, InputErrors errors)
{
    internal const string LoneSurrogate = "holds half of a surrogate pair";

    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<Members> opened = [];
    private bool isClosed;

    /// <summary>The members that are there, for objects whose names are data.</summary>
    public IEnumerable<string> Names => element?.EnumerateObject().Select(member => member.Name) ?? [];

    public bool Has(string name) => TryFind(name, out _);

    public bool IsNull(string name) => TryFind(name, out var value) && value.ValueKind is JsonValueKind.Null;

    public bool IsText(string name) => TryFind(name, out var value) && value.ValueKind is JsonValueKind.String;

    public string? Text(string name) => TryRead(name, out var value) ? TextOf(value, PathOf(name)) : null;

    /// <summary>A string that must be there; null where it is not, which is then an error.</summary>
    public string? RequiredText(string name)
    {
        Require(name);
        return Text(name);
    }

    public int? Integer(string name) => TryRead(name, out var value) ? IntegerOf(value, PathOf(name)) : null;

    /// <summary>A whole number of up to 64 bits.</summary>
    public long? LongInteger(string name)
    {
        if (!TryRead(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number)) return number;
        Refuse(name, "must be a whole number");
        return null;
    }

    public bool? Flag(string name)
    {
        if (!TryRead(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Refuse(name, "must be true or false");
        return null;
    }

    public Members? Object(string name) => TryRead(name, out var value) ? Open(value, PathOf(name)) : null;

    public ImmutableArray<string>? Texts(string name) => Items(name, TextOf);

    public ImmutableArray<int>? Integers(string name) => Items(name, IntegerOf)?.Select(item => item!.Value).ToImmutableArray();

    /// <summary>Items that are read on their own, so that one bad one does not spoil the others.</summary>
    public ImmutableArray<JsonElement>? Elements(string name) => Items<JsonElement?>(name, (item, _) => item)?.Select(item => item!.Value).ToImmutableArray();

    public ImmutableArray<Members>? Objects(string name) => Items(name, Open);

    /// <summary>Says that the members are known although writing ignores them, so that their near misses are told.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) known.Add(name);
    }

    public void Require(string name)
    {
        if (element is not null && !TryRead(name, out _)) Refuse(name, "is required");
    }

    public void Refuse(string name, string message) => errors.Add(PathOf(name), message);

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>After all reading: names the members that were nearly right, here and in every object that was opened.</summary>
    public void Close()
    {
        if (isClosed) return;
        isClosed = true;
        foreach (var child in opened) child.Close();
        if (element is not { } read) return;
        foreach (var member in read.EnumerateObject())
        {
            if (known.Contains(member.Name) || NearMisses.Find(member.Name, known) is not { } meant) continue;
            Refuse(member.Name, $"is not a member; did you mean {meant}?");
        }
    }

    private bool TryFind(string name, out JsonElement value)
    {
        known.Add(name);
        value = default;
        return element?.TryGetProperty(name, out value) ?? false;
    }

    private bool TryRead(string name, out JsonElement value) => TryFind(name, out value) && value.ValueKind is not JsonValueKind.Null;

    private ImmutableArray<T>? Items<T>(string name, Func<JsonElement, string, T?> read)
    {
        if (!TryRead(name, out var list)) return null;
        if (list.ValueKind is not JsonValueKind.Array)
        {
            Refuse(name, "must be a list");
            return null;
        }
        var items = ImmutableArray.CreateBuilder<T>(list.GetArrayLength());
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (read(item, $"{PathOf(name)}[{index}]") is { } value) items.Add(value);
        }
        return items.Count == list.GetArrayLength() ? items.DrainToImmutable() : null;
    }

    private Members? Open(JsonElement value, string at)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            errors.Add(at, "must be an object");
            return null;
        }
        var child = new Members(value, at, errors);
        opened.Add(child);
        return child;
    }

    private string? TextOf(JsonElement value, string at)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            errors.Add(at, "must be a string");
            return null;
        }
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            errors.Add(at, LoneSurrogate); // an escape that stands for no character
            return null;
        }
    }

    private int? IntegerOf(JsonElement value, string at)
    {
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number)) return number;
        errors.Add(at, "must be a whole number");
        return null;
    }
}
