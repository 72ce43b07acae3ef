using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>The decorator of a class has all abstract members that the class has, or is refused with the reason.</summary>
public sealed class AbstractClassTests
{
    [Theory]
    [InlineData("protected abstract void Hook();")]
    [InlineData("protected abstract string Name { get; }")]
    [InlineData("internal abstract void Hook();")]
    [InlineData("private protected abstract int Count { get; set; }")]
    [InlineData("protected internal abstract void Hook();")]
    [InlineData("public abstract event System.Action Done;")]
    [InlineData("protected abstract event System.Action Done;")]
    [InlineData("public abstract string Name { get; protected set; }")]
    [InlineData("public abstract override string ToString();")]
    [InlineData("public abstract override int GetHashCode();")]
    public void What_is_generated_compiles(string member) => GeneratorRun.Of(
        new GeneratorRunOptions(),
        $$"""
        using System.Threading.Tasks; using TokenTracking;
        [assembly: TrackAiUsage(typeof(Model))]
        public abstract class Model { public abstract Task<LlmResult> Ask(); {{member}} }
        """);
}
