using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Decorators;

namespace TokenTracking.Generators.Tests.Verifiers;

/// <summary>
/// One run of the generator over some sources. Every run is made twice, and the second must come from the cache; what it generates must
/// compile without a warning; and nothing in its models may hold on to the compilation.
/// </summary>
internal sealed class GeneratorRun
{
    private readonly Lazy<Assembly> _assembly;

    private GeneratorRun(Compilation output, GeneratorDriverRunResult result, GeneratorDriver driver)
    {
        Output = output;
        Result = result;
        Driver = driver;
        _assembly = new Lazy<Assembly>(Load);
    }

    /// <summary>The compilation with the generated files in it.</summary>
    public Compilation Output { get; }

    public GeneratorDriverRunResult Result { get; }

    public GeneratorDriver Driver { get; }

    /// <summary>The generated files, by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.Results.Single().GeneratedSources
        .ToDictionary(static file => file.HintName, static file => file.SourceText.ToString());

    public static GeneratorRun Of(params string[] sources) => Of(new GeneratorRunOptions(), sources);

    public static GeneratorRun Of(GeneratorRunOptions options, params string[] sources)
    {
        var run = Unchecked(options, sources);
        var problems = run.Output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(Describe).ToArray();
        Assert.True(problems.Length == 0, string.Join(Environment.NewLine, problems));
        return run;
    }

    /// <summary>Without the demand that the result compiles.</summary>
    public static GeneratorRun Unchecked(GeneratorRunOptions options, params string[] sources)
    {
        var compilation = options.CreateCompilation(sources);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new TrackAiUsageGenerator().AsSourceGenerator()],
            parseOptions: options.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        var first = driver.GetRunResult();
        Assert.Null(first.Results.Single().Exception);
        IncrementalSteps.AssertHoldNoCompilation(first);

        var second = driver.RunGenerators(compilation.Clone()).GetRunResult();
        IncrementalSteps.AssertAllCached(second);
        return new GeneratorRun(output, first, driver);
    }

    /// <summary>Calls a static method of the compiled result.</summary>
    public TResult Call<TResult>(string type, string method, params object?[] arguments)
        => (TResult)_assembly.Value.GetType(type, throwOnError: true)!
            .GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    /// <summary>The compiled assembly as a reference for another compilation.</summary>
    public MetadataReference ToReference() => MetadataReference.CreateFromImage(EmitImage());

    private static string Describe(Diagnostic diagnostic)
        => $"{diagnostic} | {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}";

    private Assembly Load()
    {
        var context = new AssemblyLoadContext(Output.AssemblyName, isCollectible: true);
        context.Resolving += static (
            _, name) => AssemblyLoadContext.Default.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == name.Name);
        return context.LoadFromStream(new MemoryStream([.. EmitImage()]));
    }

    private ImmutableArray<byte> EmitImage()
    {
        using var image = new MemoryStream();
        var emitted = Output.Emit(image);
        Assert.True(emitted.Success, string.Join(Environment.NewLine, emitted.Diagnostics));
        return [.. image.ToArray()];
    }
}
