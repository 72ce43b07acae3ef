using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT00xx;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>What cannot be decorated is skipped by the generator, and said by the analyzer where it stands.</summary>
public sealed class RefusalTests
{
    private const string Usings =
        "using System; using System.Runtime.InteropServices; using System.Threading.Tasks; using TokenTracking;\n";

    [Theory]
    [InlineData("TT0001", "IMarker", "[TrackAiUsage] public interface IMarker { }")]
    [InlineData("TT0002", "TrackAiUsage(typeof(string))", "[assembly: TrackAiUsage(typeof(string))]")]
    [InlineData("TT0002", "C", "[assembly: TrackAiUsage(typeof(C))] public record C { public virtual Task<LlmResult> M() => null!; }")]
    [InlineData("TT0002", "C",
        "[assembly: TrackAiUsage(typeof(C))] public class C { public event Action? E; public virtual Task<LlmResult> M() { E?.Invoke(); "
        + "return null!; } }")]
    [InlineData("TT0002", "C",
        "[assembly: TrackAiUsage(typeof(C))] public abstract class C { public abstract event Action? E; "
        + "public abstract Task<LlmResult> M(); }")]
    [InlineData("TT0002", "C",
        "[assembly: TrackAiUsage(typeof(C))] public class C { public int Calls; public virtual Task<LlmResult> M() => null!; }")]
    [InlineData("TT0002", "C",
        "[assembly: TrackAiUsage(typeof(C))] public class C { private int _n; public void Add() => _n++; "
        + "public virtual Task<LlmResult> M() => null!; }")]
    [InlineData("TT0002", "C",
        "[assembly: TrackAiUsage(typeof(C))] public class C { public required virtual string Key { get; set; "
        + "} public virtual Task<LlmResult> M() => null!; }")]
    [InlineData("TT0003", "ISecret", "[TrackAiUsage] file interface ISecret { Task<int> M(); }")]
    [InlineData("TT0003", "IHidden", "public class C { [TrackAiUsage] private interface IHidden { Task<int> M(); } }")]
    [InlineData("TT0004", "Hook", "[TrackAiUsage] public interface I { Task<int> M(); protected void Hook(); }")]
    [InlineData("TT0005", "INum",
        "[TrackAiUsage] public interface INum<TSelf> where TSelf : INum<TSelf> { static abstract TSelf operator +(TSelf a, TSelf b); }")]
    [InlineData("TT0006", "INative",
        "[ComImport, Guid(\"6B29FC40-CA47-1067-B31D-00DD010662DA\"), TrackAiUsage] public interface INative { int M(); }")]
    [InlineData("TT0007", "+=",
        "[TrackAiUsage] public interface ISum { Task<int> M(); void operator +=(int other); }")]
    [InlineData("TT0007", "-=",
        "[TrackAiUsage] public interface ISum { Task<int> M(); void operator -=(int other); }")]
    [InlineData("TT0007", "++",
        "[TrackAiUsage] public interface ISum { Task<int> M(); void operator ++(); }")]
    [InlineData("TT0007", ">>=",
        "[TrackAiUsage] public interface ISum { Task<int> M(); void operator >>=(int other) { } }")]
    [InlineData("TT0008", "Raw", "[TrackAiUsage] public interface I { unsafe int Raw(int* p); }")]
    public async Task It_is_said_where_it_stands_and_a_pragma_silences_it(string id, string place, string source)
    {
        var diagnostic = Assert.Single(await Analyze(Usings + source));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(place, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));

        Assert.Empty(await Analyze(Usings + $"#pragma warning disable {id}\n" + source));

        var files = GeneratorRun.Unchecked(new GeneratorRunOptions(), Usings + source).Files.Keys;
        Assert.DoesNotContain(
            files, static file => !file.StartsWith("TokenTracking.", StringComparison.Ordinal)
                && !file.StartsWith("Microsoft.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_language_version_is_named_with_the_member_that_needs_more()
    {
        var options = new GeneratorRunOptions { AssemblyName = "Lib" };
        var library = GeneratorRun.Of(
            options, "public interface IClient { string Key { get; init; } System.Threading.Tasks.Task<int> M(); }");
        var consumer = new GeneratorRunOptions
            { LanguageVersion = LanguageVersion.CSharp8, References = [.. TestReferences.Consumer, library.ToReference()] };

        var diagnostic = Assert.Single(await Analyze("[assembly: TokenTracking.TrackAiUsage(typeof(IClient))]", consumer));

        Assert.Equal("TT0010", diagnostic.Id);
        Assert.Contains("Key", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("C# 9", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<Diagnostic>> Analyze(string source, GeneratorRunOptions? options = null)
        => (await (options ?? new GeneratorRunOptions()).CreateCompilation(source)
            .WithAnalyzers([new TrackAiUsageAnalyzer()])
            .GetAnalyzerDiagnosticsAsync()).Where(static diagnostic => !diagnostic.IsSuppressed);
}
