using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Knowledge.Types;

/// <summary>The types that contain the usage of a call, and their members with it, by the generator's own table of shapes. Computed once
/// per type.</summary>
internal sealed class UsageShape(Compilation compilation)
{
    private const int DeepestNesting = 4;

    private readonly ConcurrentDictionary<ITypeSymbol, IReadOnlyCollection<ISymbol>?> _members = new(SymbolEqualityComparer.Default);

    /// <summary>The property that holds a result's usage as a <c>TokenUsage</c>; null for a type that has none.</summary>
    public static IPropertySymbol? UsageOf(TrackingSymbols symbols, ITypeSymbol? type)
        => Properties(type).FirstOrDefault(property => IsUsage(symbols, property.Type));

    /// <summary>The property with the response model; null for a type that has none.</summary>
    public static IPropertySymbol? ModelOf(ITypeSymbol? type)
        => Properties(type).FirstOrDefault(static property => property is { Name: "Model", Type.SpecialType: SpecialType.System_String });

    /// <summary>True for a result with usage, and for everything that returns such results: tasks, streams, sequences. Not for the usage
    /// itself: code that has the usage has already read it.</summary>
    public static bool Carries(TrackingSymbols symbols, ITypeSymbol? type) => ResultOf(symbols, type, DeepestNesting) is not null;

    /// <summary>The result type inside a task, stream or sequence; null if it contains no usage.</summary>
    public static ITypeSymbol? ResultOf(TrackingSymbols symbols, ITypeSymbol? type) => ResultOf(symbols, type, DeepestNesting);

    /// <summary>True for a member that the usage of such a result is read from.</summary>
    public static bool Holds(TrackingSymbols symbols, ITypeSymbol? result, ISymbol member)
        => result is not null && symbols.Shapes.MembersOf(result) is { } members
            && (members.Contains(member, SymbolEqualityComparer.Default)
            || members.OfType<IMethodSymbol>().Any(extractor => Reads(extractor, member)));

    /// <summary>True for a member that repeats the usage in another form (raw numbers, token counts, cost): code that reads it does not
    /// lose the usage.</summary>
    public static bool SpeaksOfUsage(string member)
        => member.IndexOf("Usage", StringComparison.OrdinalIgnoreCase) >= 0
            || member.IndexOf("Token", StringComparison.OrdinalIgnoreCase) >= 0
            || member.IndexOf("Cost", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>True for the type of the usage, nullable or not.</summary>
    public static bool IsUsage(TrackingSymbols symbols, ITypeSymbol type)
        => symbols.TokenUsage.Is(type)
            || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                && symbols.TokenUsage.Is(nullable.TypeArguments[0]));

    /// <summary>True for a result whose usage is read from a matching property, among others.</summary>
    public static bool HasIn(TrackingSymbols symbols, ITypeSymbol result, Func<IPropertySymbol, bool> isSuch)
        => Properties(result).Any(property => isSuch(property) && Holds(symbols, result, property));

    /// <summary>True for a number that may be one of the counts of a result, if only its position indicates it.</summary>
    public static bool IsCount(ITypeSymbol type)
        => Members.Underlying(type).SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64
            or SpecialType.System_UInt32 or SpecialType.System_UInt64;

    private static ITypeSymbol? ResultOf(TrackingSymbols symbols, ITypeSymbol? type, int depth)
    {
        if (type is null or { SpecialType: not SpecialType.None and not SpecialType.System_Nullable_T } || depth == 0)
            return null;
        if (IsUsage(symbols, type))
            return null;
        if (symbols.Shapes.MembersOf(type) is not null || UsageOf(symbols, type) is not null)
            return type;
        return type switch
        {
            IArrayTypeSymbol array => ResultOf(symbols, array.ElementType, depth - 1),
            INamedTypeSymbol { IsGenericType: true } generic
                => generic.TypeArguments.Select(argument => ResultOf(symbols, argument, depth - 1))
                    .FirstOrDefault(static result => result is not null),
            _ => null,
        };
    }

    private IReadOnlyCollection<ISymbol>? MembersOf(ITypeSymbol type)
        => type is { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface }
            ? _members.GetOrAdd(type, result => ResultBinding.FindUsage(result, compilation))
            : null;

    // The members that an extractor of this compilation reads are in its source; an extractor of another assembly may read all members
    // except text.
    private static bool Reads(IMethodSymbol extractor, ISymbol member)
    {
        if (extractor.DeclaringSyntaxReferences is [var declaration])
            return declaration.GetSyntax().DescendantNodes().OfType<IdentifierNameSyntax>()
                .Any(name => name.Identifier.ValueText == member.Name);
        return member is not IPropertySymbol { Type.SpecialType: SpecialType.System_String };
    }

    private static IEnumerable<IPropertySymbol> Properties(ITypeSymbol? type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal,
                    GetMethod: not null })
                    yield return property;
            }
        }
    }
}

/// <summary>The types with usage of a compilation.</summary>
internal static class UsageShapeOfCompilation
{
    extension(TrackingSymbols symbols)
    {
        /// <summary>The types that contain usage.</summary>
        public UsageShape Shapes => symbols.Fact(static of => new UsageShape(of.Compilation));
    }
}
