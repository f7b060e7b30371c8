using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using Kalends.Domain.Events;
using Kalends.Domain.Occurrences;

namespace Kalends.Server.Features.Events;

/// <summary>
/// What the occurrences of one face have in common as JSON, written once: the text between the ids and times of an occurrence. Stores
/// share and cache faces, so the text lives exactly as long as the face does.
/// </summary>
internal sealed class FaceJson
{
    private static readonly ConditionalWeakTable<Face, FaceJson> Written = [];

    private FaceJson(Face face)
    {
        StartIsDay = face.StartZone is null;
        EndIsDay = face.EndZone is null;
        OriginalIsDay = face.OriginalZone is null;
        ToStart = Bytes($"{Head(face)}\"start\":{Opening(face.StartZone)}");
        ToEnd = Bytes($"{Closing(face.StartZone)},\"end\":{Opening(face.EndZone)}");
        ToStartUtc = Bytes($"{Closing(face.EndZone)},\"startUtc\":\"");
        ToOriginal = Bytes($"Z\",\"originalStart\":{Opening(face.OriginalZone)}");
        Tail = Bytes($"{Closing(face.OriginalZone)}{Rest(face)}");
        BusyToStart = Bytes($"{{\"title\":\"Busy\",\"start\":{Opening(face.StartZone)}");
        BusyTail = Bytes($"Z\",\"status\":\"{face.Status.Word()}\"}}");
        LongestText = ToStart.Length + ToEnd.Length + ToStartUtc.Length + ToOriginal.Length + Tail.Length;
    }

    /// <summary>Whether the start is written as a date.</summary>
    public bool StartIsDay { get; }

    /// <summary>Whether the end is written as a date.</summary>
    public bool EndIsDay { get; }

    /// <summary>Whether the original start is written as a date.</summary>
    public bool OriginalIsDay { get; }

    /// <summary>From behind the ids to the start.</summary>
    public byte[] ToStart { get; }

    /// <summary>Between start and end.</summary>
    public byte[] ToEnd { get; }

    /// <summary>Between end and <c>startUtc</c>.</summary>
    public byte[] ToStartUtc { get; }

    /// <summary>Between <c>endUtc</c> and the original start.</summary>
    public byte[] ToOriginal { get; }

    /// <summary>Behind the original start.</summary>
    public byte[] Tail { get; }

    /// <summary>The beginning of an occurrence that looks like "Busy", up to its start.</summary>
    public byte[] BusyToStart { get; }

    /// <summary>Behind <c>endUtc</c> of one that looks like "Busy".</summary>
    public byte[] BusyTail { get; }

    /// <summary>Bytes of an occurrence but for ids and times; one that looks like "Busy" is shorter.</summary>
    public int LongestText { get; }

    public static FaceJson Of(Face face) => Written.GetValue(face, static key => new FaceJson(key));

    private static string Head(Face face) =>
        $",\"title\":{Quoted(face.Title)},\"description\":{Quoted(face.Description)},\"location\":{Quoted(face.Location)},";

    private static string Rest(Face face) => string.Create(CultureInfo.InvariantCulture,
        $",\"recurring\":{Word(face.Recurring)},\"isModified\":{Word(face.IsModified)},\"status\":\"{face.Status.Word()}\""
        + $",\"transparency\":\"{face.Transparency.Word()}\",\"version\":{face.Version}}}");

    private static string Word(bool value) => value ? "true" : "false";

    private static string Opening(string? zone) => zone is null ? "{\"date\":\"" : "{\"dateTime\":\"";

    private static string Closing(string? zone) => zone is null ? "\"}" : $"\",\"timeZone\":{Quoted(zone)}}}";

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
