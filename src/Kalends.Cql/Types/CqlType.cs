namespace Kalends.Cql;

/// <summary>A type of CQL as the server describes it: of a column, of a bind marker, of an element.</summary>
internal abstract record CqlType
{
    private protected CqlType()
    {
    }

    internal static readonly Scalar Ascii = new("ascii");
    internal static readonly Scalar Bigint = new("bigint");
    internal static readonly Scalar Blob = new("blob");
    internal static readonly Scalar Boolean = new("boolean");
    internal static readonly Scalar Counter = new("counter");
    internal static readonly Scalar Decimal = new("decimal");
    internal static readonly Scalar Double = new("double");
    internal static readonly Scalar Float = new("float");
    internal static readonly Scalar Int = new("int");
    internal static readonly Scalar Timestamp = new("timestamp");
    internal static readonly Scalar Uuid = new("uuid");
    internal static readonly Scalar Text = new("text");
    internal static readonly Scalar Varint = new("varint");
    internal static readonly Scalar Timeuuid = new("timeuuid");
    internal static readonly Scalar Inet = new("inet");
    internal static readonly Scalar Date = new("date");
    internal static readonly Scalar Time = new("time");
    internal static readonly Scalar Smallint = new("smallint");
    internal static readonly Scalar Tinyint = new("tinyint");
    internal static readonly Scalar Duration = new("duration");

    /// <summary>A type without parts.</summary>
    /// <param name="Name">The word of CQL: <c>int</c>, <c>text</c>, <c>timeuuid</c> and so on.</param>
    public sealed record Scalar(string Name) : CqlType
    {
        /// <inheritdoc/>
        public override string ToString() => Name;
    }

    /// <summary>An ordered list.</summary>
    /// <param name="Element">Type of each element.</param>
    public sealed record List(CqlType Element) : CqlType
    {
        /// <inheritdoc/>
        public override string ToString() => $"list<{Element}>";
    }

    /// <summary>A set, which the server keeps sorted.</summary>
    /// <param name="Element">Type of each element.</param>
    public sealed record Set(CqlType Element) : CqlType
    {
        /// <inheritdoc/>
        public override string ToString() => $"set<{Element}>";
    }

    /// <summary>A map, sorted by key.</summary>
    /// <param name="Key">Type of each key.</param>
    /// <param name="Value">Type of each value.</param>
    public sealed record Map(CqlType Key, CqlType Value) : CqlType
    {
        /// <inheritdoc/>
        public override string ToString() => $"map<{Key}, {Value}>";
    }

    /// <summary>A fixed number of unnamed fields.</summary>
    /// <param name="Fields">Type of each field, in order.</param>
    public sealed record Tuple(IReadOnlyList<CqlType> Fields) : CqlType
    {
        /// <inheritdoc/>
        public override string ToString() => $"tuple<{string.Join(", ", Fields)}>";
    }

    /// <summary>A type made by <c>CREATE TYPE</c>.</summary>
    /// <param name="Keyspace">Where it was made.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Fields">Its fields, in the order of the type.</param>
    public sealed record UserDefined(string Keyspace, string Name, IReadOnlyList<KeyValuePair<string, CqlType>> Fields) : CqlType
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Keyspace}.{Name}";
    }

    /// <summary>A type that only the server knows; its values are read and written as bytes.</summary>
    /// <param name="ClassName">The server's class.</param>
    public sealed record Custom(string ClassName) : CqlType
    {
        /// <inheritdoc/>
        public override string ToString() => $"'{ClassName}'";
    }
}
