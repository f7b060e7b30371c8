using CsCheck;
using Kalends.Domain.Events;
using Kalends.Domain.Merging;

namespace Kalends.Domain.Tests.Merging;

/// <summary>What holds of the server and all devices after days of offline life over a bad connection.</summary>
public sealed class OfflineLifeProperties
{
    private const int Cases = 60;

    [Fact]
    public void Everyone_ends_with_the_same_and_no_acknowledged_edit_is_gone() => OfflineLife.Any.Sample((devices, steps) =>
    {
        var life = new OfflineLife(devices);
        life.Play(steps);
        Assert.All(life.Copies, copy => Assert.Equal(OfflineEdits.Text(life.Server), OfflineEdits.Text(copy)));
        Assert.All(life.Acknowledged, acknowledged => AssertKept(life, acknowledged.Edit));
        Assert.Equal(life.Acknowledged.Count, life.Acknowledged.Select(acknowledged => acknowledged.Edit.Stamp).Distinct().Count());
        AssertVersions(life);
    }, iter: Cases, print: Print);

    [Fact]
    public void What_comes_out_keeps_all_rules() => OfflineLife.Any.Sample((devices, steps) =>
    {
        var life = new OfflineLife(devices);
        life.Play(steps);
        foreach (var version in life.History.Select(entry => entry.After).Append(life.Server))
        {
            var series = new EventSeries(version.Content, Given.Rules, Given.Zone);
            Assert.True(series.At(version.Content.End) >= series.At(version.Content.Start));
            Assert.IsType<Recurrence.SeriesParsed>(Recurrence.Series.Parse(series.Start, version.Content.Recurrence, Given.Rules.Zones));
            Assert.All(version.Overrides, changed => Assert.NotNull(series.Series.Find(series.At(changed.OriginalStart))));
            Assert.Equal(version.Content.Attendees.Length, version.Content.Attendees.Select(attendee => attendee.Email.Key).Distinct().Count());
        }
    }, iter: Cases, print: Print);

    /// <summary>An edit is in a version of the history that carries its stamp, with the value that it wrote.</summary>
    private static void AssertKept(OfflineLife life, OfflineEdit edit)
    {
        var entry = Assert.Single(life.History, entry => entry.Offline?.Operation == edit.Stamp);
        var content = entry.After.Content;
        if (edit.Deletes is not null) Assert.NotNull(entry.After.Deleted);
        else if (edit.Place is not null) Assert.Contains(entry.After.Overrides, changed => changed.Title == edit.Draft.Title);
        else if (edit.Draft.Named.HasFlag(EventMembers.Start)) Assert.StartsWith(edit.Draft.Start!.DateTime!, PartText.Of(content.Start));
        else if (edit.Draft.Title is { } title) Assert.Equal(title, content.Title);
        else if (edit.Draft.Location is { } location) Assert.Equal(location, content.Location);
        else if (edit.Draft.Description is { } text) Assert.Contains(text.Split(' ')[^1], content.Description.Split(' '));
        else if (edit.Invited is [var guest]) Assert.Contains(content.Attendees, attendee => attendee.Email.Text == guest.Email && attendee.Name == guest.Name);
        else if (edit.Uninvited is [var gone]) Assert.DoesNotContain(content.Attendees, attendee => attendee.Email.Text == gone);
    }

    private static void AssertVersions(OfflineLife life)
    {
        Assert.Equal(Enumerable.Range(2, life.History.Count), life.History.Select(entry => (int)entry.Version));
        Assert.Equal(life.Server.Version, life.History.Count + 1);
        if (life.History.Count > 0) Assert.Equal(OfflineEdits.Text(life.Server), OfflineEdits.Text(life.History[^1].After));
    }

    private static string Print((int Devices, LifeStep[] Steps) life) => $"{life.Devices}: {string.Join(' ', life.Steps.Select(step => $"{step.Device}.{step.Deed}.{step.Number}"))}";
}
