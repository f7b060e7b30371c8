namespace Kalends.Domain.Calendars;

/// <summary>A calendar as a client wrote it, after a patch was merged. A member that is null takes its default.</summary>
public sealed record CalendarDraft
{
    /// <summary>Required.</summary>
    public string? Name { get; init; }

    /// <summary><c>#RRGGBB</c>.</summary>
    public string? Color { get; init; }

    /// <summary>May hold tabs and line breaks.</summary>
    public string? Description { get; init; }

    /// <summary>private, public or shared.</summary>
    public string? Visibility { get; init; }

    /// <summary>IANA zone id.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Holds the draft against all rules.</summary>
    /// <param name="rules">Limits and zones.</param>
    /// <param name="ownerZone">The default zone.</param>
    public Checked<CalendarContent> Check(DomainRules rules, string ownerZone)
    {
        var errors = new InputErrors();
        var texts = new TextCheck(errors);
        texts.Line("name", Name, rules.Limits.Title, isRequired: true);
        texts.Paragraphs("description", Description, rules.Limits.Description);
        if (Color is not null && !CalendarContent.IsColor(Color)) errors.Add("color", "must be a colour such as #3F51B5");
        if (Visibility is not (null or "private" or "public" or "shared")) errors.Add("visibility", "must be private, public or shared");
        if (TimeZone is not null && !rules.KnowsZone(TimeZone)) errors.Add("timeZone", "is not an IANA time zone, such as Europe/Zurich");
        return errors.Or(() => new CalendarContent(Name!)
        {
            Color = Color ?? CalendarContent.DefaultColor,
            Description = Description ?? "",
            IsPublic = Visibility == "public",
            TimeZone = TimeZone ?? ownerZone,
        });
    }
}
