using System.Reflection;
using System.Runtime.CompilerServices;

namespace Kalends.Cql.Tests;

/// <summary>What others may rely on is a file that is read before it is changed. UPDATE_SNAPSHOTS=1 writes it anew.</summary>
public sealed class PublicSurfaceTests
{
    private const string Approved = "Kalends.Cql.approved.txt";

    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        var surface = Surface();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(Path.Combine(SourceFolder(), Approved), surface);
        using var stream = typeof(PublicSurfaceTests).Assembly.GetManifestResourceStream($"Kalends.Cql.Tests.{Approved}")!;
        using var reader = new StreamReader(stream);
        Assert.Equal(reader.ReadToEnd(), surface);
    }

    private static string Surface()
    {
        var types = typeof(CqlSession).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal);
        return string.Concat(types.Select(type => $"{Name(type)}\n{string.Concat(Members(type).Select(member => $"  {member}\n"))}"));
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum) return Enum.GetNames(type);
        var isRecord = type.GetMethod("<Clone>$") is not null;
        var constructors = type.GetConstructors().Select(it => $"new({Parameters(it)})");
        var properties = type.GetProperties(own).Select(it => $"{it.Name}: {Name(it.PropertyType)}{Setter(it)}");
        // What the compiler adds to every record says nothing.
        var methods = type.GetMethods(own)
            .Where(it => !it.IsSpecialName && !(isRecord && it.Name is "Equals" or "GetHashCode" or "ToString" or "<Clone>$" or "Deconstruct"))
            .Select(it => $"{it.Name}{(it.IsGenericMethod ? $"<{string.Join(", ", it.GetGenericArguments().Select(Name))}>" : "")}({Parameters(it)}): {Name(it.ReturnType)}");
        return constructors.Concat(properties).Concat(methods).Order(StringComparer.Ordinal);
    }

    private static string Setter(PropertyInfo property) => property.SetMethod switch
    {
        { IsPublic: true } set when set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) => " (init)",
        { IsPublic: true } => " (set)",
        _ => "",
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(it => Name(it.ParameterType)));

    private static string Name(Type type)
    {
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (type.IsGenericParameter) return type.Name;
        var name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        if (!type.IsGenericType) return name;
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
