using System.Collections.Immutable;
using System.Globalization;
using Kalends.Domain.Time;
using Kalends.Recurrence;

namespace Kalends.Domain.Events.Drafts;

/// <summary>Reads recurrence lines and judges the series they make with a start.</summary>
internal sealed class RecurrenceCheck(EventDraftContext context, InputErrors errors)
{
    internal ImmutableArray<string> Read(ImmutableArray<string?> lines, EventTime? start)
    {
        var known = ImmutableArray.CreateBuilder<string>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
            if (lines[i] is { } line) known.Add(line);
            else errors.Add($"recurrence[{i}]", "must be a text");
        if (known.Count == 0 || known.Count < lines.Length || start is null) return [];
        var read = known.MoveToImmutable();
        var zone = context.Rules.Zone(start is EventTime.Moment moment ? moment.ZoneId : context.Edit.CalendarZone);
        switch (Series.Parse(new SeriesStart(start.Local, start.IsDay, zone), read, context.Rules.Zones))
        {
            case SeriesRefused refused: errors.Add($"recurrence[{refused.Line}]", Words(refused)); break;
            case SeriesParsed parsed: Judge(parsed.Series, read); break;
        }
        return read;
    }

    private void Judge(Series series, ImmutableArray<string> lines)
    {
        switch (series.Check(new SeriesLimits(context.Rules.Limits.OccurrencesPerYear)))
        {
            case NeverProduces never: errors.Add(RuleAt(never.Rule), "can never produce an occurrence"); break;
            case EndsBeforeStart ends: errors.Add(RuleAt(ends.Rule), "ends (UNTIL) before the event starts"); break;
            case WorkExhausted tired: errors.Add(RuleAt(tired.Rule), "takes too much work to find its next occurrence"); break;
            case TooDense: errors.Add("recurrence", TooMany()); break;
        }

        string RuleAt(int rule) => $"recurrence[{RecurrenceLines.IndexOfRule(lines, rule)}]";
    }

    private string TooMany() => string.Create(
        CultureInfo.InvariantCulture, $"gives more than {context.Rules.Limits.OccurrencesPerYear:N0} occurrences within 12 months");

    private static string Words(SeriesRefused refused) =>
        refused.Part.Length == 0 ? refused.Reason : $"{refused.Part}: {refused.Reason}";
}
