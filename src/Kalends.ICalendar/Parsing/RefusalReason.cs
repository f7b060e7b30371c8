namespace Kalends.ICalendar;

/// <summary>Why a text was refused.</summary>
public enum RefusalReason
{
    /// <summary>Nothing but blank lines.</summary>
    Empty,

    /// <summary>Longer than <see cref="ParsingLimits.MaxSize"/>.</summary>
    TooLarge,

    /// <summary>A line longer than <see cref="ParsingLimits.MaxLineLength"/>.</summary>
    LineTooLong,

    /// <summary>A component longer than <see cref="ParsingLimits.MaxComponentLength"/>.</summary>
    ComponentTooLong,

    /// <summary>More components inside one another than <see cref="ParsingLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>More components than <see cref="ParsingLimits.MaxComponents"/>.</summary>
    TooManyComponents,

    /// <summary>A component with more properties than <see cref="ParsingLimits.MaxProperties"/>.</summary>
    TooManyProperties,

    /// <summary>A line that is no <c>name:value</c> and cannot be the rest of the text before it.</summary>
    NotAContentLine,

    /// <summary>A property before the first BEGIN or after the last END.</summary>
    PropertyOutsideComponent,

    /// <summary>A BEGIN or END with parameters or without a proper name.</summary>
    InvalidComponentName,

    /// <summary>An END that does not name the innermost open component.</summary>
    MismatchedEnd,

    /// <summary>The text ends inside a component: it was cut off.</summary>
    UnclosedComponent,
}
