using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Results that hold usage where no decorator reaches it: <c>AsyncStreamingResult&lt;T&gt;</c>, which is sealed, the raw responses
/// behind <c>.WithRawResponse</c>, lists of tasks, delegates. They are passed on and reported.</summary>
internal sealed partial class InterfaceParser
{
    private const int DeepestHiding = 4;

    /// <summary>Reports a method whose usage is out of reach.</summary>
    /// <returns>True if it is reported; otherwise, false.</returns>
    private bool FindHiddenUsage(IMethodSymbol method)
    {
        var hiding = method.ReturnsVoid ? null : HiddenIn(Unwrap(method.ReturnType).Result, _compilation);
        hiding ??= method.Parameters.Select(HiddenIn).FirstOrDefault(static type => type is not null);
        if (hiding is not null)
            AddHiddenUsage(method, hiding);
        return hiding is not null;
    }

    /// <summary>Reports a property whose type is a call, such as a task or a delegate.</summary>
    /// <returns>As <see cref="FindHiddenUsage(IMethodSymbol)"/>.</returns>
    private bool FindHiddenUsage(IPropertySymbol property)
    {
        var type = Unwrap(property.Type) is (not (CallShape.Result or CallShape.Stream), var result)
            && ResultBinding.TryBind(result, _compilation) is not null
                ? property.Type
                : HiddenIn(property.Type, _compilation);
        if (type is not null)
            AddHiddenUsage(property, type);
        return type is not null;
    }

    private void FindHiddenServices(ISymbol member)
    {
        if (ChildServices.ReturnedBy(member) is { TypeKind: TypeKind.Interface } child && !_family.ContainsKey(child)
            && ChildServices.In(_compilation).HidingUsage(child) is { } hiding)
        {
            AddHiddenUsage(member, hiding);
        }
    }

    private void AddHiddenUsage(ISymbol member, ITypeSymbol hiding)
        => AddFinding(RefusalIds.HiddenUsage, member, hiding.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));

    // Usage that the caller gets through a parameter: a callback, or an out parameter of a method that returns a task.
    private ITypeSymbol? HiddenIn(IParameterSymbol parameter)
    {
        if (!_request.IsAttributed || IsRefLike(parameter.Type))
            return null;
        if (parameter.RefKind is RefKind.Out or RefKind.Ref)
            return ResultBinding.TryBind(parameter.Type, _compilation) is not null
                ? parameter.Type
                : HiddenIn(parameter.Type, _compilation);
        var taken = parameter.Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke }
            ? invoke.Parameters.Select(static given => given.Type)
            : parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Interface } observer
                ? observer.OriginalDefinition.TypeParameters.Where(static declared => declared.Variance == VarianceKind.In)
                    .Select(declared => observer.TypeArguments[declared.Ordinal])
                : [];
        return taken.Any(type => !IsRefLike(type) && ResultBinding.TryBind(type, _compilation) is not null) ? parameter.Type : null;
    }

    /// <summary>The type itself if it holds or returns usage and is not looked through; null for any other type.</summary>
    public static ITypeSymbol? HiddenIn(ITypeSymbol type, Compilation compilation)
        => ResultBinding.TryBind(type, compilation) is null && Hides(type, compilation, DeepestHiding) ? type : null;

    private static bool Hides(ITypeSymbol type, Compilation compilation, int depth) => depth > 0 && type switch
    {
        IArrayTypeSymbol array => IsOrHides(array.ElementType, compilation, depth),
        INamedTypeSymbol { DelegateInvokeMethod: { ReturnsVoid: false } invoke } => IsOrHides(invoke.ReturnType, compilation, depth),
        INamedTypeSymbol { DelegateInvokeMethod: not null } => false,
        INamedTypeSymbol { IsRefLikeType: false, IsGenericType: true } generic => generic.TypeArguments
            .Where((_, index) => generic.IsTupleType || generic.OriginalDefinition.TypeParameters[index].Variance != VarianceKind.In)
            .Any(argument => IsOrHides(argument, compilation, depth)),
        _ => false,
    };

    private static bool IsOrHides(ITypeSymbol type, Compilation compilation, int depth)
        => type is not ITypeParameterSymbol
            && (ResultBinding.TryBind(type, compilation) is not null || Hides(type, compilation, depth - 1));
}
