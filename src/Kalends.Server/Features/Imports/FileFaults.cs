using Kalends.ICalendar;

namespace Kalends.Server.Features.Imports;

/// <summary>Why a file could not be read, in words for whoever sent it.</summary>
internal static class FileFaults
{
    public static string Words(RefusalReason reason) => reason switch
    {
        RefusalReason.Empty => "holds no calendar: a file begins with BEGIN:VCALENDAR",
        RefusalReason.TooLarge => "is beyond what a file may have",
        RefusalReason.LineTooLong => "is longer than a line may be",
        RefusalReason.ComponentTooLong => "makes its component longer than one may be",
        RefusalReason.TooDeep => "begins a component too deep inside others",
        RefusalReason.TooManyComponents => "begins one component too many",
        RefusalReason.TooManyProperties => "is one property too many for its component",
        RefusalReason.NotAContentLine => "is no content line: NAME:VALUE",
        RefusalReason.PropertyOutsideComponent => "stands outside of any component: a file begins with BEGIN:VCALENDAR",
        RefusalReason.InvalidComponentName => "begins or ends a component without a proper name",
        RefusalReason.MismatchedEnd => "ends a component that is not the one begun last",
        _ => "begins a component that does not end: the file was cut off",
    };
}
