using System.Text.Json.Nodes;
using Kalends.Domain.Merging;

namespace Kalends.Client;

/// <summary>An operation that the server has not answered yet.</summary>
/// <param name="EventId">The event that it is about.</param>
/// <param name="Wire">As it is sent.</param>
internal sealed record PendingOperation(string EventId, JsonObject Wire)
{
    internal string StampText => (string)Wire["stamp"]!;

    internal string Kind => (string)Wire["kind"]!;

    internal ulong Time => ReadTime(StampText);

    internal ulong Previous => Wire["previous"] is { } text ? ReadTime((string)text!) : 0;

    internal static ulong ReadTime(string text) =>
        Stamp.TryReadTime(text, out var time) ? time : throw new FormatException($"{text} is not a time of a stamp.");
}
