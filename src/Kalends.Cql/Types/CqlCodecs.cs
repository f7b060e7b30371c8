using Kalends.Cql.Types;

namespace Kalends.Cql;

/// <summary>Makes codecs of types that have parts.</summary>
public static class CqlCodec
{
    /// <summary>The codec of a scalar or of its nullable form.</summary>
    /// <typeparam name="T">
    /// string, int, long, short, sbyte, bool, float, double, decimal, BigInteger, Guid, byte[], ReadOnlyMemory&lt;byte&gt;, IPAddress,
    /// NodaTime's Instant, LocalDate, LocalTime and Period (a duration of months, days and nanoseconds), DateTimeOffset.
    /// </typeparam>
    /// <exception cref="NotSupportedException">T is none of them.</exception>
    public static CqlCodec<T> Of<T>() => ScalarCodecs.Of<T>();

    /// <summary>A list. NULL, which is also how the server keeps an empty one, reads as empty.</summary>
    /// <typeparam name="T">Of the elements.</typeparam>
    /// <param name="element">Codec of the elements.</param>
    public static CqlCodec<IReadOnlyList<T>> ListOf<T>(CqlCodec<T> element) => new ListCodec<T>(element);

    /// <summary>A set. NULL reads as empty.</summary>
    /// <typeparam name="T">Of the elements.</typeparam>
    /// <param name="element">Codec of the elements.</param>
    public static CqlCodec<IReadOnlySet<T>> SetOf<T>(CqlCodec<T> element) => new SetCodec<T>(element);

    /// <summary>A map. NULL reads as empty.</summary>
    /// <typeparam name="TKey">Of the keys.</typeparam>
    /// <typeparam name="TValue">Of the values.</typeparam>
    /// <param name="key">Codec of the keys.</param>
    /// <param name="value">Codec of the values.</param>
    public static CqlCodec<IReadOnlyDictionary<TKey, TValue>> MapOf<TKey, TValue>(CqlCodec<TKey> key, CqlCodec<TValue> value)
        where TKey : notnull => new MapCodec<TKey, TValue>(key, value);

    /// <summary>A tuple or a user-defined type of two fields.</summary>
    /// <typeparam name="T1">Of the first field.</typeparam>
    /// <typeparam name="T2">Of the second field.</typeparam>
    /// <param name="first">Codec of the first field.</param>
    /// <param name="second">Codec of the second field.</param>
    public static CqlCodec<(T1?, T2?)> TupleOf<T1, T2>(CqlCodec<T1> first, CqlCodec<T2> second) => Fields(
        row => (row.Get(0, first), row.Get(1, second)),
        (values, tuple) => values.Value(tuple.Item1!, first).Value(tuple.Item2!, second));

    /// <summary>
    /// A tuple or a user-defined type of any number of fields. Fields that the server added to the type later are not written and
    /// may be left unread; fields that an older value lacks read as NULL.
    /// </summary>
    /// <typeparam name="T">What the fields together mean.</typeparam>
    /// <param name="read">From the fields, by name (user-defined types) or position.</param>
    /// <param name="write">Appends every field in the order of the type.</param>
    public static CqlCodec<T> Fields<T>(Func<CqlRow, T> read, Action<CqlValues, T> write) => new FieldsCodec<T>(read, write);
}
