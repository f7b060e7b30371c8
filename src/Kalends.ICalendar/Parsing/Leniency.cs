namespace Kalends.ICalendar;

/// <summary>Something RFC 5545 does not permit that was read all the same; it is written as the RFC has it.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Line">The first line (from 1, as in the file) where it was met.</param>
/// <param name="Count">How often it was met.</param>
public readonly record struct Leniency(LeniencyKind Kind, int Line, int Count);

/// <summary>What was read leniently.</summary>
public enum LeniencyKind
{
    /// <summary>A byte order mark at the start.</summary>
    ByteOrderMark,

    /// <summary>A line ended by a lone line feed.</summary>
    LineFeedEnding,

    /// <summary>A line ended by a lone carriage return.</summary>
    CarriageReturnEnding,

    /// <summary>The last line had no line ending.</summary>
    MissingFinalLineEnding,

    /// <summary>A blank line, left out.</summary>
    BlankLine,

    /// <summary>A line of more than 75 octets.</summary>
    LongLine,

    /// <summary>A name with small letters: permitted, and written in capitals.</summary>
    MixedCase,

    /// <summary>An underscore or full stop in a name: kept.</summary>
    OddName,

    /// <summary>Blanks around a name, taken off.</summary>
    StrayBlank,

    /// <summary>An empty parameter (<c>;;</c>), left out.</summary>
    EmptyParameter,

    /// <summary>A parameter without <c>=</c>, as vCalendar 1.0 had it: given an empty value, or the name ENCODING where it names one.</summary>
    BareParameter,

    /// <summary>A quotation mark inside a parameter value: written by RFC 6868's escape.</summary>
    StrayQuote,

    /// <summary>A control character, left out.</summary>
    ControlCharacter,

    /// <summary>A line that is not UTF-8: read as Latin-1.</summary>
    NotUtf8,

    /// <summary>A quoted-printable value (vCalendar 1.0): decoded.</summary>
    QuotedPrintable,

    /// <summary>A line that is no content line, taken for the next line of the text before it.</summary>
    BrokenText,
}
