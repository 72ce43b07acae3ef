using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Decorators.Model;
using TokenTracking.Generators.Decorators.Parser;
using TokenTracking.Generators.Tests.Verifiers;
using TokenTracking.Testing;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>A family of a referenced assembly is parsed once, for every compilation that means the same by it.</summary>
public sealed class ReferencedTypesTests
{
    private static readonly GeneratorRunOptions Options = new()
    {
        References = [.. TestReferences.Consumer, .. TestReferences.Named("Anthropic", "Microsoft.Extensions.AI.Abstractions")],
    };

    private readonly CSharpCompilation _compilation = Options.CreateCompilation("class Before { }");

    [Fact]
    public void Another_source_file_changes_nothing() => Assert.Same(Parse(_compilation), Parse(Add("class After { }")));

    [Fact]
    public void The_request_is_part_of_what_is_parsed()
        => Assert.NotSame(Parse(_compilation), Parse(_compilation, new TrackingRequest(IsAttributed: true, IsListed: false, "acme")));

    [Theory]
    [InlineData("[assembly: TokenTracking.UsageShape(typeof(Anthropic.Models.Messages.Message), Input = \"Usage.InputTokens\")]")]
    [InlineData("""
        static class E
        {
            [TokenTracking.UsageExtractor]
            public static TokenTracking.TokenUsage Read(Anthropic.Models.Messages.Message message) => default;
        }
        """)]
    public void What_the_project_says_of_a_type_counts(string source)
    {
        var before = Parse(_compilation);

        var after = Parse(Add(source));

        Assert.NotEqual(before, after);
        Assert.Equal(before, Parse(_compilation));
    }

    [Fact]
    public void The_language_version_counts()
    {
        var old = (Options with { LanguageVersion = LanguageVersion.CSharp7_3 }).CreateCompilation("class Before { }");

        Assert.NotNull(Parse(_compilation));
        Assert.Null(Parse(old));
    }

    private static InterfaceModel? Parse(Compilation compilation, TrackingRequest? request = null)
    {
        var type = compilation.GetTypesByMetadataName("Anthropic.IAnthropicClient").Single();
        var asked = request ?? new TrackingRequest(IsAttributed: true, IsListed: false, null);
        return InterfaceParser.Parse(type, asked, compilation, CancellationToken.None).Model;
    }

    private CSharpCompilation Add(string source)
        => _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, Options.ParseOptions));
}
