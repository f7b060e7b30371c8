using System.Collections.Immutable;
using System.Text.Json;
using Kalends.Server.Tests.Events;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>What an event was acknowledged to be, or may have become.</summary>
internal sealed record EventFace(string Title, DateTimeOffset Start, int Version)
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(20);

    public bool IsLive { get; init; } = true;

    /// <summary>An event, or an occurrence of a single one; one whose parts do not fit is like nothing that was ever written.</summary>
    public static EventFace Read(JsonElement json)
    {
        var (start, end) = (TimeOf(json, "start"), TimeOf(json, "end"));
        var face = new EventFace(json.Of("title"), start, json.GetProperty("version").GetInt32());
        return end - start == Length ? face : face with { Title = $"{face.Title} with another end" };
    }

    private static DateTimeOffset TimeOf(JsonElement json, string member) => json.GetProperty(member).GetProperty("dateTime").GetDateTimeOffset();
}

/// <summary>
/// All that one event may be, by what was answered: one face, until a change was refused for now or not answered at all. Each change of
/// what is known is another view.
/// </summary>
internal sealed record EventView
{
    /// <summary>Null until it was acknowledged to be made.</summary>
    public string? Id { get; init; }

    /// <summary>The title that it is made with.</summary>
    public string Draft { get; init; } = "";

    public ImmutableArray<EventFace> Possible { get; init; } = [];

    /// <summary>Whether a change is under way.</summary>
    public bool IsChanging { get; init; }

    public bool IsSure => !IsChanging && Possible.Length == 1;

    /// <summary>Now that it was seen, nothing earlier is possible; what was not answered may still come.</summary>
    public EventView Seen(EventFace face) => this with { Possible = [face, .. Possible.Where(one => one.Version > face.Version)] };

    public EventView Or(EventFace face) => Possible.Contains(face) ? this : this with { Possible = Possible.Add(face) };
}
