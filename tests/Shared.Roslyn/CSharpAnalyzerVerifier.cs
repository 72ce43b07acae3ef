using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace TokenTracking.Testing;

/// <summary>Runs one analyzer over one source.</summary>
internal static class CSharpAnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>A diagnostic of the analyzer, with its severity.</summary>
    public static DiagnosticResult Diagnostic(string id)
        => new(new TAnalyzer().SupportedDiagnostics.First(rule => rule.Id == id));

    /// <summary>The source is a library; the diagnostics are those marked in it and those listed, and no others.</summary>
    public static Task VerifyAnalyzerAsync(string source, params DiagnosticResult[] expected)
        => VerifyAsync(source, OutputKind.DynamicallyLinkedLibrary, expected);

    /// <summary>The source is a program with top-level statements.</summary>
    public static Task VerifyProgramAsync(string source, params DiagnosticResult[] expected)
        => VerifyAsync(source, OutputKind.ConsoleApplication, expected);

    private static Task VerifyAsync(string source, OutputKind kind, DiagnosticResult[] expected)
    {
        var test = new AnalyzerTest(new TAnalyzer()) { OutputKind = kind };
        test.Sources.Add("Test.cs", source);
        test.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync();
    }
}
