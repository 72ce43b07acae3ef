using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>Interfaces of assemblies that today's C# compiler would not have written, or reads differently from source.</summary>
public sealed class ForeignMetadataTests
{
    private const string Ask = "System.Threading.Tasks.Task<TokenTracking.LlmResult> Ask();";

    private const string Track = "[assembly: TokenTracking.TrackAiUsage(typeof(I))]";

    [Theory]
    [InlineData("void M(ref Piece a, out Piece b);")]
    [InlineData("bool M(ref Piece a, out Piece b, out System.ReadOnlySpan<char> c);")]
    [InlineData("System.Threading.Tasks.Task<int> M(ref Piece a, out Piece copy1, int result);")]
    [InlineData("TokenTracking.TokenUsage M<T>(ref System.Span<T> a, T copy, out System.Span<T> b);")]
    [InlineData("void M(ref Piece a, ref Piece b); void N(out Piece b); void O(in Piece a, out Piece b);")]
    public void An_out_parameter_of_an_assembly_with_the_old_rules_of_references_is_passed_on(string member)
    {
        var library = new GeneratorRunOptions { AssemblyName = "Old", LanguageVersion = LanguageVersion.CSharp10 }.CreateCompilation(
            $"public ref struct Piece {{ public System.Span<int> Rest; }} public interface I {{ {member} {Ask} }}");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);

        AssertTracked(MetadataReference.CreateFromImage(WithoutRefRules(image.ToArray())), Track);
    }

    [Theory]
    [InlineData("void M([NotNull] string? a); string? P { get; [param: NotNull] set; }")]
    [InlineData("string? P { get; [param: DisallowNull] set; } string Q { get; [param: AllowNull] set; }")]
    [InlineData("[NotNull] string? P { get; set; } string? this[int i] { get; [param: NotNull] set; }")]
    [InlineData("[MaybeNull] string P { get; set; } string? Q { [return: NotNull] get; [param: NotNull, DisallowNull] set; }")]
    [InlineData("string P { [return: MaybeNull] get; set; } string? this[int i] { [return: NotNull] get; }")]
    [InlineData("string P { get; [param: MaybeNull] set; } string? Q { [param: NotNullIfNotNull(\"value\")] set; }")]
    [InlineData("[AllowNull, MaybeNull] string P { get; set; } [DisallowNull, NotNull] string? Q { get; set; }")]
    public void What_an_accessor_of_an_assembly_says_of_null_is_repeated(string members)
    {
        var library = GeneratorRun.Of(
            new GeneratorRunOptions { AssemblyName = "Lib" },
            $"using System.Diagnostics.CodeAnalysis; public interface I {{ {members} {Ask} }}");

        AssertTracked(library.ToReference(), Track);
    }

    private static void AssertTracked(MetadataReference library, string source)
    {
        var consumer = new GeneratorRunOptions { References = [.. TestReferences.Consumer, library] };

        Assert.Contains("I.g.cs", GeneratorRun.Of(consumer, source).Files.Keys);
    }

    /// <summary>The image of an assembly, without the attribute that says which rules it was compiled by.</summary>
    private static byte[] WithoutRefRules(byte[] image)
    {
        // The compiler finds the attribute by its name; any other name of the same length is another attribute.
        var name = Encoding.UTF8.GetBytes("RefSafetyRulesAttribute");
        for (var at = image.AsSpan().IndexOf(name); at >= 0; at = image.AsSpan().IndexOf(name))
            image[at] = (byte)'X';
        return image;
    }
}
