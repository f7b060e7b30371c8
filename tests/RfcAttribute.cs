using Xunit.v3;

namespace Kalends.Testing;

/// <summary>
/// The clause that a test, or all tests of a class, hold the product to. <c>docs/rfc-coverage.md</c> is made of these, and
/// <c>--filter-trait "rfc=5545 3.3.10"</c> runs the tests of a clause. Compiled into every test project.
/// </summary>
/// <param name="rfc">The number, such as <c>5545</c>.</param>
/// <param name="clauses">Clauses of it, such as <c>3.3.10</c>; all are listed in docs/rfc-clauses.tsv.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RfcAttribute(string rfc, params string[] clauses) : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() =>
        [.. clauses.Select(clause => KeyValuePair.Create("rfc", $"{rfc} {clause}"))];
}
