using Kalends.Domain.Calendars;
using Kalends.Domain.Events;
using Kalends.Domain.Identity;
using Kalends.Domain.Occurrences;
using Kalends.Storage.Occurrences;
using Kalends.Testing.Building;
using NodaTime;
using Xunit;

namespace Kalends.Testing.Contract;

/// <summary>Busy time over calendars, and events elsewhere that a user takes part in.</summary>
public abstract class BusyContract(StorageLab lab) : StorageContract(lab)
{
    private static readonly Interval Week = new(Make.Monday, Make.Monday + Duration.FromDays(7));

    private readonly UserId user = Make.UserId();
    private readonly CalendarId first = Make.CalendarId(), second = Make.CalendarId(), elsewhere = Make.CalendarId();

    [Fact]
    public async Task Busy_time_is_of_all_own_calendars_in_order()
    {
        Occurrence[] made = [await Put(first, 9), await Put(second, 8), await Put(first, 7), await Put(second, 10)];
        BusyPage page = await Read();
        Assert.Equal(made.OrderBy(occurrence => occurrence.Times.Start), page.Items.Select(item => item.Occurrence));
        Assert.Equal([first, second, first, second], page.Items.Select(item => item.CalendarId));
        Assert.Equal([first, second], page.Calendars.Select(calendar => calendar.CalendarId));
    }

    [Fact]
    public async Task Transparent_and_cancelled_time_is_free()
    {
        await Put(first, 9, face => face with { Transparency = Transparency.Transparent });
        await Put(first, 10, face => face with { Status = EventStatus.Cancelled });
        Occurrence tentative = await Put(first, 11, face => face with { Status = EventStatus.Tentative });
        Assert.Equal([tentative], (await Read()).Items.Select(item => item.Occurrence));
    }

    [Fact]
    public async Task What_is_accepted_elsewhere_is_busy_and_nothing_else_there()
    {
        Occurrence accepted = await Put(elsewhere, 9, response: ResponseStatus.Accepted);
        await Put(elsewhere, 10, response: ResponseStatus.Declined);
        await Put(elsewhere, 11, response: ResponseStatus.Tentative);
        await Put(elsewhere, 12, response: null);
        await Put(elsewhere, 13);
        BusyOccurrence item = Assert.Single((await Read()).Items);
        Assert.Equal((elsewhere, accepted), (item.CalendarId, item.Occurrence));
        Assert.Equal(4, (await Set.Occurrences.ListParticipations(user, Cancellation)).Length);
    }

    [Fact]
    public async Task Participations_follow_the_projection()
    {
        Event @event = Make.Event(elsewhere);
        await Commit(@event, Hour(@event, 9), new Participation(user, elsewhere, @event.Id, ResponseStatus.Accepted));
        Event edited = @event.Edited("without you");
        await Commit(edited, Hour(edited, 9));
        Assert.Empty(await Set.Occurrences.ListParticipations(user, Cancellation));
        Assert.Empty((await Read()).Items);
    }

    [Theory]
    [InlineData(-1, 0, false)]
    [InlineData(-1, 1, false)]
    [InlineData(-1, 2, true)]
    [InlineData(0, 0, true)]
    [InlineData(7 * 24, 1, false)]
    [InlineData(-900 * 24, 901 * 24, true)]
    public async Task Only_what_overlaps_the_range_counts_elsewhere_too(int startHour, int hours, bool isBusy)
    {
        Event @event = Make.Event(elsewhere);
        Occurrence occurrence = Make.Occurrence(@event, Make.Monday + Duration.FromHours(startHour), Duration.FromHours(hours));
        await Commit(@event, occurrence, new Participation(user, elsewhere, @event.Id, ResponseStatus.Accepted));
        Assert.Equal(isBusy ? 1 : 0, (await Read()).Items.Length);
    }

    [Fact]
    public async Task What_is_not_projected_yet_is_said()
    {
        Event @event = Make.Event(second);
        await Set.Events.Commit(Make.Commit(@event), Cancellation);
        BusyPage page = await Read();
        Assert.Empty(page.Calendars[0].Unprojected);
        Assert.Equal([@event.Id], page.Calendars[1].Unprojected);
    }

    private async Task<Occurrence> Put(CalendarId calendar, int hour, Func<Face, Face>? change = null)
    {
        Event @event = Make.Event(calendar);
        Occurrence occurrence = Hour(@event, hour) with { Face = (change ?? (face => face))(Make.Face(@event)) };
        await Commit(@event, occurrence);
        return occurrence;
    }

    private async Task<Occurrence> Put(CalendarId calendar, int hour, ResponseStatus? response)
    {
        Event @event = Make.Event(calendar);
        Occurrence occurrence = Hour(@event, hour);
        await Commit(@event, occurrence, new Participation(user, calendar, @event.Id, response));
        return occurrence;
    }

    private async Task Commit(Event @event, Occurrence occurrence, params Participation[] participations)
    {
        await Set.Events.Commit(Make.Commit(@event), Cancellation);
        await Set.Occurrences.Apply(Make.Projection(@event, occurrence) with { Participations = [.. participations] }, Cancellation);
    }

    private Task<BusyPage> Read() => Set.Occurrences.ReadBusy(new BusyQuery(user, [first, second], Week), Cancellation);

    private static Occurrence Hour(Event @event, int hour) =>
        Make.Occurrence(@event, Make.Monday + Duration.FromHours(hour), Duration.FromHours(1));
}
