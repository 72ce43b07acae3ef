using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Tests.Verifiers;

/// <summary>The project that a generator run stands in for: warnings are errors, nullable annotations are on.</summary>
internal sealed record GeneratorRunOptions
{
    public string AssemblyName { get; init; } = "Consumer";

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Latest;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool AllowUnsafe { get; init; }

    public IReadOnlyList<MetadataReference> References { get; init; } = TestReferences.Consumer;

    public CSharpParseOptions ParseOptions => new(LanguageVersion, DocumentationMode.Diagnose);

    public CSharpCompilation CreateCompilation(params string[] sources) => CSharpCompilation.Create(
        AssemblyName,
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"Source{i}.cs")),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: LanguageVersion >= LanguageVersion.CSharp8 ? Nullable : NullableContextOptions.Disable,
            allowUnsafe: AllowUnsafe,
            generalDiagnosticOption: ReportDiagnostic.Error,
            // What nobody documents in a test.
            specificDiagnosticOptions:
            [
                new("CS1591", ReportDiagnostic.Suppress),
                // As every SDK project has it: packages built against an older framework are bound to this one.
                new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress),
            ]));
}
