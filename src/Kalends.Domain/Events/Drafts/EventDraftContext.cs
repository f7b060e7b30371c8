namespace Kalends.Domain.Events.Drafts;

/// <summary>What a draft is held against.</summary>
/// <param name="Rules">Limits and zones.</param>
/// <param name="Edit">Who writes, and where.</param>
public sealed record EventDraftContext(DomainRules Rules, EditContext Edit)
{
    /// <summary>The event, or the instance, as it is; its attendees keep their answers. Null when it is made.</summary>
    public EventContent? Current { get; init; }
}
