using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TokenTracking.Generators.Analyzers.Rules.TT00xx;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Services that a member returns: tracked, or reported.</summary>
public sealed class HandedOverServiceTests
{
    private const string Prelude = """
        using System; using System.Collections.Generic; using System.Threading.Tasks; using TokenTracking;
        public interface IChild { Task<LlmResult> Ask(); }
        public interface IChild<T> { Task<LlmResult> Ask(T value); }
        public interface IPlain { Task<int> Count(); }
        public interface IBuilder<T> where T : IBuilder<T> { T With(int n); Task<LlmResult> Run(); }

        """;

    [Theory]
    [InlineData("IReadOnlyDictionary<string, IChild> Get();")]
    [InlineData("IDictionary<int, IChild> Map { get; }")]
    [InlineData("(IChild A, int N) Pair();")]
    [InlineData("Task<(int, IChild)> PairAsync();")]
    [InlineData("Lazy<IChild> Later { get; }")]
    [InlineData("Func<IChild> Factory { get; }")]
    [InlineData("Func<string, Task<IChild>> Make();")]
    [InlineData("IChild[] All();")]
    [InlineData("List<IChild> Some();")]
    [InlineData("event Action<IChild> Added;")]
    [InlineData("event EventHandler<IChild> Made;")]
    [InlineData("void Each(Action<IChild> use);")]
    [InlineData("IChild<int> Typed();")]
    [InlineData(
        "IBuilder<MyBuilder> Build(); public abstract class MyBuilder : IBuilder<MyBuilder> { public abstract MyBuilder With(int n); "
        + "public abstract Task<LlmResult> Run(); }")]
    [InlineData("IAsyncEnumerable<IChild> Stream();")]
    public async Task A_service_that_no_decorator_replaces_is_reported_at_the_member(string member)
    {
        var diagnostic = Assert.Single(await Reported(member));

        Assert.Equal("TT0016", diagnostic.Id);
    }

    [Theory]
    [InlineData("IChild Child { get; }")]
    [InlineData("Task<IChild> ChildAsync();")]
    [InlineData("IReadOnlyList<IChild> Children { get; }")]
    [InlineData("bool Find(out IChild child);")]
    [InlineData("void Take(IChild child);")]
    [InlineData("IReadOnlyDictionary<string, IPlain> Plain();")]
    [InlineData("Func<IPlain> Factory();")]
    [InlineData("Func<IChild, int> Use();")]
    [InlineData("IEnumerable<string> Names();")]
    public async Task A_service_that_is_tracked_or_makes_no_calls_is_not_reported(string member)
        => Assert.Empty(await Reported(member));

    private static async Task<IEnumerable<Diagnostic>> Reported(string member)
    {
        var source = Prelude + $"[TrackAiUsage] public interface IHub {{ Task<LlmResult> Ask(); {member} }}";
        var run = GeneratorRun.Of(source);
        return (await run.Output.WithAnalyzers([new TrackAiUsageAnalyzer()]).GetAnalyzerDiagnosticsAsync())
            .Where(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("IHub", StringComparison.Ordinal));
    }
}
