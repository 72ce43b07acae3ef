using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Parser;

namespace TokenTracking.Generators.Corpus.Speed;

/// <summary>The generator's parser without its emitter: what an edit costs that no caching of outputs can save.</summary>
internal sealed class ParserAlone : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var attributed = context.SyntaxProvider.ForAttributeWithMetadataName(
            WellKnown.TrackAiUsageAttribute, static (node, _) => node is InterfaceDeclarationSyntax,
            static (attributeContext, cancellationToken) => TrackedInterfaces.ParseAttributed(attributeContext, cancellationToken));
        var named = context.CompilationProvider.Select(
            static (compilation, cancellationToken) => TrackedInterfaces.ParseNamed(compilation, cancellationToken));

        // A step that nothing asks for is not run.
        context.RegisterSourceOutput(attributed, static (_, _) => { });
        context.RegisterSourceOutput(named, static (_, _) => { });
    }
}

/// <summary>Finds what carries the attribute and looks at nothing: the compiler's own part.</summary>
internal sealed class FinderAlone : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                WellKnown.TrackAiUsageAttribute, static (node, _) => node is InterfaceDeclarationSyntax,
                static (attributeContext, _) => attributeContext.TargetSymbol.Name),
            static (_, _) => { });
}
