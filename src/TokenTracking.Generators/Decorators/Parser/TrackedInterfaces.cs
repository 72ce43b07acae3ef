using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Finds the interfaces to track, and parses each once, however many ask for it.</summary>
internal static class TrackedInterfaces
{
    public const string Attribute = "TrackAiUsageAttribute";
    private const string Marker = "TrackedAiInterfaceAttribute";

    /// <summary>The model of an interface that carries the attribute; null if it is refused.</summary>
    public static InterfaceModel? ParseAttributed(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        // A partial interface may have the attribute on several of its parts: the first one is used.
        if (context.TargetSymbol is not INamedTypeSymbol type || type.FindOwnAttribute(Attribute) is not { } attribute
            || attribute.ApplicationSyntaxReference is not { } reference || reference.SyntaxTree != context.TargetNode.SyntaxTree
            || !context.TargetNode.Span.Contains(reference.Span))
        {
            return null;
        }

        var request = TrackingRequest.From(attribute, isAttributed: true, isListed: true);
        return InterfaceParser.Parse(type, request, context.SemanticModel.Compilation, cancellationToken).Model;
    }

    /// <summary>The models of all interfaces that this assembly names, or that one of its references lists.</summary>
    public static EquatableArray<InterfaceModel> ParseNamed(Compilation compilation, CancellationToken cancellationToken)
    {
        var models = ImmutableArray.CreateBuilder<InterfaceModel>();
        foreach (var (type, request) in FindNamed(compilation, cancellationToken))
        {
            if (InterfaceParser.Parse(type, request, compilation, cancellationToken).Model is { } model)
                models.Add(model);
        }

        return new EquatableArray<InterfaceModel>(models.ToImmutable());
    }

    /// <summary>What this assembly names, then what its references list; what carries the attribute here is left to it.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, TrackingRequest Request)> FindNamed(
        Compilation compilation, CancellationToken cancellationToken)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            if (NamedBy(attribute, Attribute) is { } type && seen.Add(type) && !IsAttributedHere(type, compilation))
                yield return (type, RequestFor(type, attribute, isListed: true));
        }

        foreach (var reference in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!RuntimeReferences.MayTrack(reference))
                continue;
            foreach (var attribute in reference.GetAttributes())
            {
                if (NamedBy(attribute, Marker) is { } type && seen.Add(type)
                    && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
                {
                    yield return (type, RequestFor(type, attribute, isListed: false));
                }
            }
        }
    }

    /// <summary>The type that an assembly's attribute names.</summary>
    public static INamedTypeSymbol? NamedBy(AttributeData attribute, string name)
        => attribute.AttributeClass is { } @class
            && @class.IsIn(name == Marker ? WellKnown.GeneratedNamespace : WellKnown.UserNamespace, name)
            && attribute.OnlyArgument() is INamedTypeSymbol type
            ? type.OriginalDefinition
            : null;

    /// <summary>True if an assembly lists the interface for those that reference it; otherwise, false.</summary>
    public static bool Lists(IAssemblySymbol assembly, INamedTypeSymbol type)
        => RuntimeReferences.MayTrack(assembly) && assembly.GetAttributes()
            .Any(attribute => SymbolEqualityComparer.Default.Equals(NamedBy(attribute, Marker), type));

    public static TrackingRequest RequestFor(INamedTypeSymbol type, AttributeData naming, bool isListed)
        => type.FindOwnAttribute(Attribute) is { } own
            ? TrackingRequest.From(own, isAttributed: true, isListed)
            : TrackingRequest.From(naming, isAttributed: false, isListed);

    private static bool IsAttributedHere(INamedTypeSymbol type, Compilation compilation)
        => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            && type.FindOwnAttribute(Attribute) is not null;
}
