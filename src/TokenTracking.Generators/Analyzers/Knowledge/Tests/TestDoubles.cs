using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

namespace TokenTracking.Generators.Analyzers.Knowledge.Tests;

/// <summary>Test doubles: a provider that a test project declares responds from memory and costs nothing.</summary>
internal static class TestDoubles
{
    private static readonly HashSet<string> TestFrameworks = new(StringComparer.OrdinalIgnoreCase)
    {
        "xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework",
        "TUnit.Core",
        "NSubstitute", "Moq", "FakeItEasy",
    };

    extension(TrackingSymbols symbols)
    {
        /// <summary>True for a test project: the providers that it declares and mocks do not call an LLM.</summary>
        public bool IsTestProject => symbols.Fact(static of => new ProjectKind(ReferencesTestFramework(of.Compilation))).IsTestProject;
    }

    /// <summary>True for a type that is declared in this compilation, and this compilation is a test project.</summary>
    public static bool IsTestDouble(TrackingSymbols symbols, ITypeSymbol type)
        => symbols.IsTestProject && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, symbols.Compilation.Assembly);

    // A test framework or a mocking library.
    private static bool ReferencesTestFramework(Compilation compilation)
        => compilation.ReferencedAssemblyNames.Any(static reference => TestFrameworks.Contains(reference.Name));

    private sealed record ProjectKind(bool IsTestProject);
}
