using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Decorators.Emitter;
using TokenTracking.Generators.Tests.Verifiers;

namespace TokenTracking.Generators.Tests.Decorators;

/// <summary>An assembly says when it is loaded that calls may be seen by another layer than decorators: by its own, or by one of an
/// assembly that it references, which may be loaded within the first call.</summary>
public sealed class OtherLayerTests
{
    private const string Handler = "public static class Clients { public static object Make(TokenTracking.ITokenTracker tracker) "
        + "=> new TokenTracking.TokenTrackingHandler(tracker); }";

    private const string ByHand = "public static class Clients { public static void Make(TokenTracking.ITokenTracker tracker) "
        + "=> TokenTracking.TokenTrackerExtensions.Track(tracker, \"p\", TokenTracking.TokenUsage.FromInclusive(1, 1), \"m\"); }";

    private const string UnderClients = "public static class Clients "
        + "{ public static void Make(TokenTracking.TokenTrackingBuilder tracking) => tracking.TrackHttpClients(); }";

    private const string None = "public static class Clients { public static object Make(object tracker) => tracker; }";

    public static TheoryData<string, bool> Sources
        => new() { { Handler, true }, { ByHand, true }, { UnderClients, true }, { None, false } };

    [Theory]
    [MemberData(nameof(Sources))]
    public void An_assembly_says_what_it_uses(string source, bool says)
        => Assert.Equal(says, Says(GeneratorRun.Of(new GeneratorRunOptions(), source)));

    [Theory]
    [MemberData(nameof(Sources))]
    public void It_says_what_an_assembly_with_the_generator_uses(string source, bool says)
    {
        var library = GeneratorRun.Of(new GeneratorRunOptions { AssemblyName = "Library" }, source);

        Assert.Equal(says, Says(Consumer(library.ToReference())));
    }

    [Theory]
    [InlineData(Handler, true)]
    [InlineData(ByHand, true)]
    [InlineData(None, false)]
    public void It_says_what_an_assembly_without_the_generator_uses(string source, bool says)
    {
        using var image = new MemoryStream();
        Assert.True(new GeneratorRunOptions { AssemblyName = "Library" }.CreateCompilation(source).Emit(image).Success);

        Assert.Equal(says, Says(Consumer(MetadataReference.CreateFromImage(image.ToArray()))));
    }

    [Fact]
    public void It_says_what_an_assembly_without_method_bodies_uses()
    {
        var library = GeneratorRun.Of(new GeneratorRunOptions { AssemblyName = "Library" }, Handler);
        using var image = new MemoryStream();
        var emitted = library.Output.Emit(
            image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: true, includePrivateMembers: false));
        Assert.True(emitted.Success);

        Assert.True(Says(Consumer(MetadataReference.CreateFromImage(image.ToArray()))));
    }

    [Fact]
    public void It_says_what_a_project_in_an_editor_uses()
    {
        var library = GeneratorRun.Of(new GeneratorRunOptions { AssemblyName = "Library" }, Handler);

        Assert.True(Says(Consumer(library.Output.ToMetadataReference())));
    }

    private static GeneratorRun Consumer(MetadataReference library)
        => GeneratorRun.Of(new GeneratorRunOptions { References = [.. TestReferences.Consumer, library] }, "class Empty { }");

    private static bool Says(GeneratorRun run) => run.Files.ContainsKey(LayersEmitter.HintName);
}
