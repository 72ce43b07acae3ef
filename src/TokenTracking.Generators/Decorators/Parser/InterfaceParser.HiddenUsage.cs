using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Results that hold usage where no decorator reaches it: <c>AsyncStreamingResult&lt;T&gt;</c>, which is sealed, and the raw
/// responses behind <c>.WithRawResponse</c>. They are passed on and reported.</summary>
internal sealed partial class InterfaceParser
{
    private void FindHiddenUsage(IMethodSymbol method)
    {
        if (HiddenIn(Unwrap(method.ReturnType).Result, _compilation) is { } hiding)
            AddHiddenUsage(method, hiding);
    }

    private void FindHiddenServices(ISymbol member)
    {
        if (ChildServices.ReturnedBy(member) is { } child && !_family.ContainsKey(child)
            && ChildServices.In(_compilation).HidingUsage(child) is { } hiding)
        {
            AddHiddenUsage(member, hiding);
        }
    }

    private void AddHiddenUsage(ISymbol member, ITypeSymbol hiding)
    {
        var name = hiding.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        _findings.Add(new Finding(RefusalIds.HiddenUsage, member, member.ToDisplayString(), name));
    }

    /// <summary>The type itself if one of its type arguments carries usage and the type is not looked through; null for any other
    /// type.</summary>
    public static ITypeSymbol? HiddenIn(ITypeSymbol type, Compilation compilation)
        => type is INamedTypeSymbol
            {
                IsGenericType: true, IsTupleType: false, TypeKind: TypeKind.Class or TypeKind.Struct, IsRefLikeType: false,
            } generic
            && ResultBinding.TryBind(type, compilation) is null
            && generic.TypeArguments.Any(argument =>
                argument is not ITypeParameterSymbol && ResultBinding.TryBind(argument, compilation) is not null)
            ? type
            : null;
}
