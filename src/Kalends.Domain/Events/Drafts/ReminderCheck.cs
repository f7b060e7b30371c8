using System.Collections.Immutable;
using System.Globalization;

namespace Kalends.Domain.Events.Drafts;

/// <summary>The rules of reminders, on events and as a user's default.</summary>
public static class ReminderCheck
{
    /// <summary>Notes what is wrong with the reminders under <c>member[index]</c>.</summary>
    public static void Run(string member, ImmutableArray<int> reminders, Limits limits, InputErrors errors)
    {
        if (reminders.Length > limits.Reminders)
            errors.Add(member, string.Create(CultureInfo.InvariantCulture, $"must be at most {limits.Reminders} reminders"));
        for (var i = 0; i < reminders.Length; i++)
            if (reminders[i] < 0 || reminders[i] > limits.ReminderMinutes)
                errors.Add($"{member}[{i}]", $"must be 0 to {limits.ReminderMinutes} minutes before the start");
    }
}
