using System.Collections.Immutable;

namespace Kalends.Domain.Events.Edits;

/// <summary>The API names of members that differ, sorted: what the history tells.</summary>
internal static class MemberNames
{
    internal static ImmutableArray<string> Changed(EventContent before, EventContent after, bool overrides = false)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        Note("attendees", !before.Attendees.SequenceEqual(after.Attendees));
        Note("description", before.Description != after.Description);
        Note("end", before.End != after.End);
        Note("location", before.Location != after.Location);
        Note("overrides", overrides);
        Note("recurrence", !before.Recurrence.SequenceEqual(after.Recurrence));
        Note("start", before.Start != after.Start);
        Note("status", before.Status != after.Status);
        Note("title", before.Title != after.Title);
        Note("transparency", before.Transparency != after.Transparency);
        Note("visibility", before.Visibility != after.Visibility);
        return names.ToImmutable();

        void Note(string name, bool differs)
        {
            if (differs) names.Add(name);
        }
    }
}
