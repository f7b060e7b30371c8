using System.Runtime.CompilerServices;

namespace Kalends.Recurrence.Text;

/// <summary>For each weekday (index 1, Monday, to 7) a set of numbers 1 to 53 as bits; index 0 stays empty.</summary>
[InlineArray(8)]
internal struct WeekdayNumbers
{
    private ulong numbers;

    public readonly bool IsEmpty => (this[1] | this[2] | this[3] | this[4] | this[5] | this[6] | this[7]) == 0;
}
