using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TokenTracking.Testing;

/// <summary>Runs one fix over one source.</summary>
internal static class CSharpCodeFixVerifier<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <summary>The fix with that key turns the source into the fixed one.</summary>
    public static Task VerifyCodeFixAsync(
        string source, string key, string fixedSource, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var test = new CodeFixTest(new TAnalyzer(), new TFix()) { Key = key, OutputKind = kind };
        test.Sources.Add("Test.cs", source);
        test.FixedSources.Add("Test.cs", fixedSource);
        return test.RunAsync();
    }

    /// <summary>The fix with that key is not offered for any of the findings.</summary>
    public static Task VerifyNoFixAsync(string source, string key) => VerifyCodeFixAsync(source, key, source);
}
