using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers;

/// <summary>Fakes: a provider that a test project declares answers from memory and costs nothing.</summary>
internal static class TestDoubles
{
    private static readonly HashSet<string> TestFrameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core",
    };

    /// <summary>True for a type that is declared in this compilation, and this compilation is a test project.</summary>
    public static bool IsTestDouble(Compilation compilation, ITypeSymbol type)
        => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            && compilation.ReferencedAssemblyNames.Any(static reference => TestFrameworks.Contains(reference.Name));
}
