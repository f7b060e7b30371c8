using System.Reflection;
using Kalends.Recurrence.Tests;

namespace Kalends.Recurrence.Mutation;

/// <summary>One test, or one row of a theory, of Kalends.Recurrence.Tests.</summary>
internal sealed record Check(MethodInfo Method, object?[] Arguments)
{
    // Those first that find most for the least time; those that search, measure or generate many rules are left out.
    private static readonly Type[] Classes =
    [
        typeof(RfcExampleTests), typeof(TrapTests), typeof(SkipTests), typeof(RuleTextTests), typeof(SeriesDateTests), typeof(SearchedRuleTests),
        typeof(TimelineTests), typeof(FutureOverrideTests), typeof(CheckTests), typeof(VectorTests), typeof(ClockTests),
    ];

    internal static Check[] All { get; } = [.. Classes.SelectMany(Of)];

    internal void Run()
    {
        try
        {
            Method.Invoke(Activator.CreateInstance(Method.DeclaringType!), Arguments);
        }
        catch (TargetInvocationException failure)
        {
            throw new CheckFailure($"{Method.DeclaringType!.Name}.{Method.Name}({string.Join(", ", Arguments)})", failure.InnerException!);
        }
    }

    private static IEnumerable<Check> Of(Type type) =>
        from method in type.GetMethods()
        where method.IsDefined(typeof(FactAttribute))
        // Code with mutants in it takes more time and memory than it may, with none active.
        where !method.Name.Contains("bounded", StringComparison.Ordinal)
        from row in method.IsDefined(typeof(TheoryAttribute)) ? Rows(method) : [[]]
        select new Check(method, row);

    private static IEnumerable<object?[]> Rows(MethodInfo method)
    {
        foreach (var inline in method.GetCustomAttributes<InlineDataAttribute>())
            yield return inline.Data;
        foreach (var member in method.GetCustomAttributes<MemberDataAttribute>())
        {
            var rows = (IEnumerable<ITheoryDataRow>)method.DeclaringType!.GetProperty(member.MemberName)!.GetValue(null)!;
            foreach (var row in rows)
                yield return row.GetData();
        }
    }
}

/// <summary>Which check found the mutant.</summary>
internal sealed class CheckFailure(string check, Exception cause) : Exception(check, cause);
