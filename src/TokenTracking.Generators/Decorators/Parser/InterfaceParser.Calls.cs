using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    private static readonly string[] Fetching = ["Get", "List", "Retrieve", "Update", "Delete", "Cancel"];

    /// <summary>How a member is tracked; null for one that is only forwarded.</summary>
    private CallModel? ParseCall(IMethodSymbol method)
    {
        if (method.IsStatic || method.ReturnsVoid || method.RefKind != RefKind.None || method.FindOwnAttribute("NotTrackedAttribute") is not null
            || OnlyFetches(method))
        {
            return null;
        }

        var (shape, result) = Unwrap(method.ReturnType);
        var binding = result.IsRefLikeType || result is ITypeParameterSymbol { AllowsRefLikeType: true } ? null : _results.Bind(result);
        var isAlwaysCall = shape == CallShape.Pending || method.ReturnType.IsAsyncEnumerable();
        if (binding is null && (!_request.IsAttributed || !isAlwaysCall || ChildOf(method) is not null))
        {
            FindHiddenUsage(method);
            return null;
        }

        return new CallModel(
            shape,
            OperationOf(method),
            binding is null ? null : NewPlan(PlanName(result), result, binding, method),
            method.Parameters.Select(parameter => ParseArgument(parameter, method)).OfType<ArgumentRead>().ToEquatableArray(),
            method.Parameters.Select(ParseTag).OfType<TagModel>().ToEquatableArray());
    }

    /// <summary>The decorator of what a member hands out; null where it hands out nothing to track.</summary>
    private string? ChildOf(ISymbol member)
        => ChildServices.HandedOut(member) is { } child && _family.TryGetValue(child, out var decorator) ? decorator : null;

    /// <summary>The interface of the services, where a member hands out a list of them.</summary>
    private string? ChildrenOf(ISymbol member)
    {
        var type = member is IMethodSymbol method ? method.ReturnType : ((IPropertySymbol)member).Type;
        if (type.IsTask() || type.IsValueTask())
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        return ChildServices.IsList(type) && ChildOf(member) is not null ? _types.Of(((INamedTypeSymbol)type).TypeArguments[0]) : null;
    }

    /// <summary>The decorator of what an out parameter brings.</summary>
    private string? ChildOf(IParameterSymbol parameter)
        => parameter is { RefKind: RefKind.Out, Type: INamedTypeSymbol type, ContainingSymbol: IMethodSymbol { IsStatic: false, RefKind: RefKind.None } }
            && _family.TryGetValue(type, out var decorator) ? decorator : null;

    /// <summary>True for an argument that may be one of the family's own decorators, come back.</summary>
    private bool MayComeBack(IParameterSymbol parameter)
        => parameter is { RefKind: RefKind.None, ContainingSymbol.IsStatic: false }
            && ChildServices.ServiceIn(parameter.Type) is { } service && _family.ContainsKey(service);

    /// <summary>What a call brings, and how.</summary>
    public static (CallShape Shape, ITypeSymbol Result) Unwrap(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { Arity: 1 } generic)
            return (CallShape.Result, type);
        var argument = generic.TypeArguments[0];
        if (type.IsTask() || type.IsValueTask())
            return (CallShape.Pending, argument);
        if (type.IsAsyncEnumerable() || type.IsIn("System.Collections.Generic", "IEnumerable", 1) || type.IsIn("System", "IObservable", 1))
            return (CallShape.Stream, argument);
        if (type.IsIn("System.ClientModel", "AsyncCollectionResult", 1))
            return (CallShape.AsyncCollection, argument);
        return type.IsIn("System.ClientModel", "CollectionResult", 1) ? (CallShape.Collection, argument) : (CallShape.Result, type);
    }

    // What an SDK only fetches was paid for when it was made.
    private static bool OnlyFetches(IMethodSymbol method)
        => UsageShapes.ProviderOf(method.ContainingType) is not null
            && Fetching.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal));

    private static string OperationOf(IMethodSymbol method)
        => method.FindOwnAttribute("AiOperationAttribute").OnlyArgument() is string { Length: > 0 } name
            ? name
            : Identifiers.ToOperation(method.Name);

    private ArgumentRead? ParseArgument(IParameterSymbol parameter, IMethodSymbol method)
    {
        if (parameter.RefKind is RefKind.Out || parameter.Type.IsRefLikeType)
            return null;
        var name = NameOf(parameter);
        if (RequestBinding.TryBindArgument(parameter) is { } property)
            return new ArgumentRead(name, property, null);
        return _requests.TryBindObject(parameter.Type) is { } body
            ? new ArgumentRead(name, null, NewPlan(PlanName(parameter.Type), parameter.Type, body, method))
            : null;
    }

    private static TagModel? ParseTag(IParameterSymbol parameter)
        => parameter.RefKind is not RefKind.Out && !parameter.Type.IsRefLikeType
            && parameter.FindOwnAttribute("UsageTagAttribute").OnlyArgument() is string { Length: > 0 } tag
            ? new TagModel(NameOf(parameter), tag)
            : null;

    private static string PlanName(ITypeSymbol type) => Members.Underlying(type).Name is { Length: > 0 } name ? name : "Result";
}
