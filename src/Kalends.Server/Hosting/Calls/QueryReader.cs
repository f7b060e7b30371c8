using System.Globalization;
using Kalends.Domain;
using Kalends.Domain.Time;
using NodaTime;

namespace Kalends.Server.Hosting.Calls;

/// <summary>The parameters of one query string, read by name; what is wrong is collected under the parameter's name.</summary>
internal sealed class QueryReader(IQueryCollection query, InputErrors errors)
{
    public string? Text(string name)
    {
        if (!query.TryGetValue(name, out var values)) return null;
        if (values.Count > 1) errors.Add(name, "is given more than once");
        return values[0];
    }

    /// <summary>A parameter that must be there; null where it is not, which is then an error.</summary>
    public string? RequiredText(string name)
    {
        var text = Text(name);
        if (text is null) errors.Add(name, "is required");
        return text;
    }

    public Instant? Instant(string name) => Text(name) is { } text ? InstantOf(name, text) : null;

    public Instant? RequiredInstant(string name) => RequiredText(name) is { } text ? InstantOf(name, text) : null;

    public bool? Flag(string name)
    {
        switch (Text(name))
        {
            case null: return null;
            case "true": return true;
            case "false": return false;
            default:
                errors.Add(name, "must be true or false");
                return null;
        }
    }

    public int? Integer(string name)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        errors.Add(name, "must be a whole number");
        return null;
    }

    private Instant? InstantOf(string name, string text)
    {
        if (InstantText.Read(text) is { } instant) return instant;
        errors.Add(name, "must be an RFC 3339 instant in whole seconds, 2026-03-02T14:00:00Z or with an offset (its + sent as %2B)");
        return null;
    }
}
