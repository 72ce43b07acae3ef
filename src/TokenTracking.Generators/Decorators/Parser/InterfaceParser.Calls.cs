using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    private static readonly string[] Fetching = ["Get", "List", "Retrieve", "Update", "Delete", "Cancel"];

    /// <summary>How a member is tracked; null if it is only forwarded.</summary>
    private CallModel? ParseCall(IMethodSymbol method)
    {
        if (method.IsStatic || method.ReturnsVoid || method.RefKind != RefKind.None
            || method.FindOwnAttribute("NotTrackedAttribute") is not null || OnlyFetches(method))
        {
            return null;
        }

        var (shape, result) = Unwrap(method.ReturnType);
        var isRefLike = result.IsRefLikeType || result is ITypeParameterSymbol { AllowsRefLikeType: true };
        var binding = isRefLike ? null : _results.Bind(result);
        var isAlwaysCall = shape is CallShape.Pending or CallShape.AsyncStream;
        if (binding is null && (!_request.IsAttributed || !isAlwaysCall || ChildOf(method) is not null))
        {
            FindHiddenUsage(method);
            return null;
        }

        return new CallModel(
            shape,
            AdmissionOf(shape, method),
            method.Parameters.LastOrDefault(static parameter => parameter.Type.IsIn("System.Threading", "CancellationToken"))
                is { RefKind: RefKind.None } token ? NameOf(token) : null,
            OperationOf(method),
            binding is null ? null : NewPlan(PlanName(result), result, binding, method),
            method.Parameters.Select(parameter => ParseArgument(parameter, method)).OfType<ArgumentRead>().ToEquatableArray(),
            method.Parameters.Select(ParseTag).OfType<TagModel>().ToEquatableArray());
    }

    /// <summary>What a call returns in the end, and how.</summary>
    public static (CallShape Shape, ITypeSymbol Result) Unwrap(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { Arity: 1 } generic)
            return (CallShape.Result, type);
        var argument = generic.TypeArguments[0];
        if (type.IsTask() || type.IsValueTask())
            return (CallShape.Pending, argument);
        if (type.IsAsyncEnumerable())
            return (CallShape.AsyncStream, argument);
        if (type.IsIn("System.Collections.Generic", "IEnumerable", 1) || type.IsIn("System", "IObservable", 1))
            return (CallShape.Stream, argument);
        if (type.IsIn("System.ClientModel", "AsyncCollectionResult", 1))
            return (CallShape.AsyncCollection, argument);
        return type.IsIn("System.ClientModel", "CollectionResult", 1) ? (CallShape.Collection, argument) : (CallShape.Result, type);
    }

    private static Admission AdmissionOf(CallShape shape, IMethodSymbol method)
    {
        var isDeferrable = shape is CallShape.Pending or CallShape.AsyncStream
            && !HasPointers(method) && method.Parameters.All(CanBeCaptured);
        if (isDeferrable)
            return Admission.Deferred;
        return shape is CallShape.Pending or CallShape.Result ? Admission.Immediate : Admission.OnEnumeration;
    }

    private static bool CanBeCaptured(IParameterSymbol parameter)
        => parameter.RefKind == RefKind.None && parameter.Type is { IsRefLikeType: false }
            and not ITypeParameterSymbol { AllowsRefLikeType: true };

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
        if (RequestBinding.TryBindArgument(parameter) is { } fact)
            return new ArgumentRead(name, fact, null);
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
