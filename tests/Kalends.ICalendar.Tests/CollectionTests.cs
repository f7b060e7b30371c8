using System.Runtime.CompilerServices;
using System.Text;

namespace Kalends.ICalendar.Tests;

/// <summary>
/// What was read and let go, the collector finds when it looks at what is young. An array on the large object heap, even one that nobody
/// uses any more, would keep all that it holds until everything is looked at: parsing would cost twice. Nothing else runs then.
/// </summary>
[CollectionDefinition(nameof(CollectionTests), DisableParallelization = true)]
[Collection(nameof(CollectionTests))]
public sealed class CollectionTests
{
    private const int Events = 10_000;
    private const int Young = 1;

    // A collection meanwhile may make old what is about to be let go; after many attempts, everything is looked at.
    private const int Attempts = 3;

    private static readonly byte[] Text = Encoding.UTF8.GetBytes(
        "BEGIN:VCALENDAR\r\n" + string.Concat(Enumerable.Repeat("BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", Events)) + "END:VCALENDAR\r\n");

    [Fact]
    public void A_calendar_that_was_let_go_is_collected_while_it_is_young() =>
        Assert.Contains(Enumerable.Range(0, Attempts), _ => IsCollected(Read()));

    private static bool IsCollected(WeakReference something)
    {
        GC.Collect(Young, GCCollectionMode.Forced, blocking: true);
        return !something.IsAlive;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Read() =>
        new(((ParseResult.Parsed)ICalendarText.ParseOwned(Text)).Objects[0].Components[Events / 2]);
}
