using System.Reflection;
using Kalends.Recurrence.Tests;

namespace Kalends.Recurrence.Mutation;

/// <summary>One test, or one row of a theory, of Kalends.Recurrence.Tests.</summary>
internal sealed record Check(MethodInfo Method, object?[] Arguments)
{
    // Those first that find most for the least time; those that search, measure or generate many rules are left out.
    private static readonly Type[] Classes =
    [
        typeof(RfcExampleTests), typeof(TrapTests), typeof(SkipTests), typeof(RuleTextTests), typeof(RuleValueTests), typeof(SeriesDateTests),
        typeof(SearchedRuleTests), typeof(TimelineTests), typeof(FutureOverrideTests), typeof(EndOfTimeTests), typeof(TzdbChangeTests), typeof(CheckTests),
        typeof(VectorTests), typeof(ClockTests),
    ];

    // Code with mutants in it takes some 15 times the time and more memory, with none active: these take seconds, or more memory than they allow.
    private static readonly string[] Long = ["bounded", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=", "start-alone", "Far_years", "Exactly_the_zones"];

    internal static Check[] All(Library library) => [.. Classes.SelectMany(type => Of(library.Tests.GetType(type.FullName!)!))];

    internal void Run()
    {
        try
        {
            Method.Invoke(Activator.CreateInstance(Method.DeclaringType!), Arguments);
        }
        catch (TargetInvocationException failure)
        {
            throw new CheckFailure(ToString(), failure.InnerException!);
        }
    }

    public override string ToString() => $"{Method.DeclaringType!.Name}.{Method.Name}({string.Join(", ", Arguments)})";

    private static IEnumerable<Check> Of(Type type) =>
        from method in type.GetMethods()
        where method.IsDefined(typeof(FactAttribute))
        from row in method.IsDefined(typeof(TheoryAttribute)) ? Rows(method) : [[]]
        let check = new Check(method, row)
        where !Array.Exists(Long, part => check.ToString().Contains(part, StringComparison.Ordinal))
        select check;

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
