using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Parser;
using TokenTracking.Generators.Wrappings;

namespace TokenTracking.Generators.Analyzers.Rules.TT4001;

/// <summary>The interfaces that the referenced assemblies declare to wrap. Read at the first call site that needs them.</summary>
internal sealed class ReferencedWrappings(TrackingSymbols symbols)
{
    private readonly HashSet<string> _interfaces = new(StringComparer.Ordinal);
    private readonly List<IAssemblySymbol> _registrations = [];
    private bool _isRead;

    /// <summary>True if a referenced assembly wraps the interface.</summary>
    public bool Wrap(INamedTypeSymbol face)
    {
        if (!_isRead)
            Read();
        return _interfaces.Contains(WrappingFacts.NameOf(face)) || _registrations.Any(assembly => Sees(assembly, face));
    }

    private void Read()
    {
        _isRead = true;
        foreach (var assembly in symbols.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (WellKnown.IsProduct(assembly.Name) || !RuntimeReferences.MayTrack(assembly))
                continue;
            foreach (var wrapped in WrappingFacts.Of(assembly))
            {
                if (wrapped == WrappingFacts.Registrations)
                    _registrations.Add(assembly);
                else
                    _interfaces.Add(wrapped);
            }
        }
    }

    // TrackAiProviders() of an assembly decorates the interfaces that it declares, and those that it or one of its references lists.
    private bool Sees(IAssemblySymbol assembly, INamedTypeSymbol face)
    {
        if (Declares(assembly, face) || TrackedInterfaces.Lists(assembly, face))
            return true;
        var references = new HashSet<string>(
            assembly.Modules.SelectMany(static module => module.ReferencedAssemblies).Select(static reference => reference.Name),
            StringComparer.Ordinal);
        return symbols.Compilation.SourceModule.ReferencedAssemblySymbols
            .Any(referenced => references.Contains(referenced.Name) && TrackedInterfaces.Lists(referenced, face));
    }

    private static bool Declares(IAssemblySymbol assembly, INamedTypeSymbol face)
        => SymbolEqualityComparer.Default.Equals(face.ContainingAssembly, assembly)
            && face.FindOwnAttribute(TrackedInterfaces.Attribute) is not null;
}
