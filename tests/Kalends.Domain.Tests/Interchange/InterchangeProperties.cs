using CsCheck;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Interchange;
using Kalends.Domain.Tests.Properties;
using Kalends.ICalendar;

namespace Kalends.Domain.Tests.Interchange;

public sealed class InterchangeProperties
{
    private const int Cases = 300;

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char['\u0020', '\u2fff'].Where(c => c != '\u007f'), 1, 100], Gen.Const("a,b;c\\d:\"e\" ^n"), Gen.Const("𝄞 ☂ é")).Where(t => !string.IsNullOrWhiteSpace(t));

    private static readonly Gen<Attendee> Guest = Gen.Select(Gen.Int[1, 6], Gen.OneOf(Text.Select(t => (string?)t), Gen.Const((string?)null)), Gen.Enum<ResponseStatus>(), Gen.Bool)
        .Select((number, name, response, optional) => new Attendee(new EmailAddress($"guest{number}%@example.org"), null, name, response, optional));

    private static readonly Gen<Event> Any = Gen.Select(
        SomeSeries.Any, Gen.Select(Text, Text, Text), Guest.Array[0, 4],
        Gen.Select(Gen.OneOf(EventStatus.Confirmed, EventStatus.Tentative), Gen.Enum<Transparency>(), Gen.Enum<Visibility>()), Gen.Bool)
        .Select((series, texts, guests, kinds, isSeries) => (isSeries ? series : series with { Overrides = [], Content = series.Content with { Recurrence = [] } }) with
        {
            Content = series.Content with
            {
                Title = texts.Item1, Description = texts.Item2 + "\nand more\t", Location = texts.Item3, Attendees = [.. guests.DistinctBy(g => g.Email)],
                Status = kinds.Item1, Transparency = kinds.Item2, Visibility = kinds.Item3,
                Recurrence = isSeries ? series.Content.Recurrence : [],
            },
        });

    [Fact]
    public void What_is_written_reads_back_as_the_same_event() => Any.Sample(x =>
    {
        var calendar = new ReadIn();
        var written = Through(new EventComponents(Given.Rules, Given.Zone).Of(x));
        Assert.All(calendar.Read(written), outcome => Assert.IsType<ComponentOutcome.Created>(outcome));
        var y = calendar.Only();
        Assert.Equal(Bare(x.Content), Bare(y.Content));
        Assert.Equal(x.Content.Attendees, y.Content.Attendees);
        Assert.Equal(
            x.Overrides.Select(o => o with { Attendees = null }), y.Overrides.Select(o => o with { Carried = null, Attendees = null }));
        Assert.Equal(Seen(x), Seen(y));
    }, iter: Cases);

    [Fact]
    public void Reading_back_what_was_written_changes_nothing() => Any.Sample(x =>
    {
        var calendar = new ReadIn();
        calendar.Events[x.ICalUid] = x;
        Assert.All(calendar.Read(Through(calendar.Export())), outcome => Assert.IsType<ComponentOutcome.Unchanged>(outcome));
        Assert.Same(x, calendar.Only());
    }, iter: Cases);

    /// <summary>The zones' names are taken away, so that only what the VTIMEZONEs say can place the event.</summary>
    [Fact]
    public void Written_time_zones_place_the_event_as_it_was() => SomeSeries.Any.Sample(x =>
    {
        var calendar = new ReadIn();
        var components = new EventComponents(Given.Rules, Given.Zone).Of(x);
        var zones = new UsedZones(Given.Rules, Given.Zone);
        zones.Add(x, components);
        calendar.Read(Through([.. zones.Write().Select(Unnamed), .. components.Select(Unnamed)]));
        Assert.Equal(Seen(x), Seen(calendar.Only()));
    }, iter: Cases);

    private static IReadOnlyList<Component> Through(IEnumerable<Component> components) =>
        ReadIn.Parse(ICalendarText.WriteToString(Component.Create("VCALENDAR", [], components))).Components;

    private static Component Unnamed(Component component) => component.Changing(property =>
        property.Is("TZID") ? NewProperty.Text("TZID", Other(property.AsText()))
        : property.Parameter("TZID") is { } zone ? property.With(new Parameter("TZID", Other(zone))) : property);

    private static string Other(string zone) => "Zone " + string.Concat(zone.Select(c => (int)c));

    /// <summary>Recurrence lines are compared by what they give.</summary>
    private static EventContent Bare(EventContent content) => content with { Attendees = [], Carried = null, Recurrence = [] };

    private static IEnumerable<(NodaTime.Instant, NodaTime.Instant, string, EventStatus)> Seen(Event @event) =>
        SomeSeries.Whole(@event).Select(o => (o.Times.Start, o.Times.End, o.Face.Title, o.Face.Status));
}
