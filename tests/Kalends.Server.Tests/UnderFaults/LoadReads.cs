using Kalends.Server.Tests.Running;

namespace Kalends.Server.Tests.UnderFaults;

/// <summary>What people read while faults happen; each answer has to be right.</summary>
internal sealed class LoadReads(Person person, Person stranger)
{
    private string Range => $"/calendars/{person.Calendar}/events?start={Person.From}&end={Person.To}";

    public async Task ReadRange()
    {
        var reading = new Reading(person);
        if (await Ask(person, Range) is { } answer) Note("range", reading.FindFaults(answer.Items()));
    }

    public async Task ReadSeries()
    {
        var reading = new Reading(person);
        if (await Ask(person, $"/calendars/{person.SeriesCalendar}/events?start={Person.From}&end={Person.WeekEnd}") is { } answer)
            Note("series", reading.FindFaultsOfSeries(answer.Items()));
    }

    public Task ReadBusy() => Ask(person, $"/events/conflicts?start={Person.From}&end={Person.To}");

    public Task ReadUpcoming() => Ask(person, $"/notifications/upcoming?until={Person.To}");

    /// <summary>The neighbour sees the calendar while it is shared, and no longer.</summary>
    public async Task ReadAsNeighbour()
    {
        var (share, reading) = (person.Share.View, new Reading(person));
        var answer = await person.Share.Neighbour.Try(new Call("GET", Range) { About = person });
        if (answer is null || share.IsShared is null || !ReferenceEquals(share, person.Share.View)) return;
        if ((int)answer.Status != (share.IsShared.Value ? 200 : 404)) person.Wrong($"shared: {share.IsShared}, to the neighbour: {answer.Raw}");
        else if (answer.IsSuccess) Note("neighbour's range", reading.FindFaults(answer.Items()));
    }

    public async Task ReadAsStranger(KnownEvent one)
    {
        string[] paths = one.View.Id is { } id ? [Range, $"/events/{id}"] : [Range];
        foreach (var path in paths)
            if (await stranger.Try(new Call("GET", path) { About = person }) is { } answer && (int)answer.Status != 404) person.Wrong($"to a stranger: {answer.Raw}");
    }

    private static async Task<Response?> Ask(Person who, string path)
    {
        var answer = await who.Try(new Call("GET", path));
        if (answer is not { IsSuccess: false }) return answer;
        who.Wrong($"GET {path}: {answer.Raw}");
        return null;
    }

    private void Note(string where, IEnumerable<string> faults)
    {
        foreach (var fault in faults) person.Wrong($"{where}: {fault}");
    }
}
