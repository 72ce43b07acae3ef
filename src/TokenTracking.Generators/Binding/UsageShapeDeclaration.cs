using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>How the user declares that a type carries usage: <c>[UsageShape]</c> on the type, or on the assembly for a type of another
/// one.</summary>
internal sealed record UsageShapeDeclaration(
    string? Input, string? Output, string? CacheRead, string? CacheWrite, string? CacheWrite5m, string? CacheWrite1h, string? Reasoning,
    bool InputIncludesCache, bool OutputIncludesReasoning)
{
    private const string Attribute = "UsageShapeAttribute";

    public static UsageShapeDeclaration? Of(ITypeSymbol type, IAssemblySymbol? assembly)
    {
        if (Find(type, assembly) is not { } attribute)
            return null;
        return new UsageShapeDeclaration(
            Text(attribute, "Input"), Text(attribute, "Output"), Text(attribute, "CacheRead"), Text(attribute, "CacheWrite"),
            Text(attribute, "CacheWrite5m"), Text(attribute, "CacheWrite1h"), Text(attribute, "Reasoning"),
            Flag(attribute, "InputIncludesCache"), Flag(attribute, "OutputIncludesReasoning"));
    }

    /// <summary>True for the attribute's class; otherwise, false.</summary>
    public static bool IsDeclaredBy(INamedTypeSymbol attribute) => attribute.IsIn(WellKnown.UserNamespace, Attribute);

    private static AttributeData? Find(ITypeSymbol type, IAssemblySymbol? assembly)
        => type.FindOwnAttribute(Attribute) ?? assembly?.GetAttributes().FirstOrDefault(attribute =>
            attribute.AttributeClass is { } @class && IsDeclaredBy(@class)
                && attribute.OnlyArgument() is INamedTypeSymbol named
                && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, type.OriginalDefinition));

    private static string? Text(AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;

    private static bool Flag(AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is not false;
}
