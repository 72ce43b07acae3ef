using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    /// <summary>How a member is tracked; null for one that is only forwarded.</summary>
    private CallModel? ParseCall(IMethodSymbol method)
    {
        if (method.IsStatic || method.ReturnsVoid || method.RefKind != RefKind.None || method.FindOwnAttribute("NotTrackedAttribute") is not null)
            return null;

        var (shape, result) = Unwrap(method.ReturnType);
        var binding = result.IsRefLikeType || result is ITypeParameterSymbol { AllowsRefLikeType: true } ? null : _results.Bind(result);
        if (binding is null && (!_request.IsAttributed || shape == CallShape.Result))
            return null;
        return new CallModel(
            shape,
            OperationOf(method),
            binding is null ? null : NewPlan(PlanName(result), result, binding, method),
            method.Parameters.Select(parameter => ParseArgument(parameter, method)).OfType<ArgumentRead>().ToEquatableArray(),
            method.Parameters.Select(ParseTag).OfType<TagModel>().ToEquatableArray());
    }

    private static (CallShape Shape, ITypeSymbol Result) Unwrap(ITypeSymbol type)
    {
        if (type.IsTask() || type.IsValueTask())
            return (CallShape.Pending, ((INamedTypeSymbol)type).TypeArguments[0]);
        return type.IsAsyncEnumerable() ? (CallShape.Stream, ((INamedTypeSymbol)type).TypeArguments[0]) : (CallShape.Result, type);
    }

    private static string OperationOf(IMethodSymbol method)
        => method.FindOwnAttribute("AiOperationAttribute").OnlyArgument() is string { Length: > 0 } name
            ? name
            : Identifiers.ToOperation(method.Name);

    private ArgumentRead? ParseArgument(IParameterSymbol parameter, IMethodSymbol method)
    {
        if (parameter.RefKind is RefKind.Out || parameter.Type.IsRefLikeType)
            return null;
        var name = Identifiers.Escape(parameter.Name);
        if (RequestBinding.TryBindArgument(parameter) is { } property)
            return new ArgumentRead(name, property, null);
        return _requests.TryBindObject(parameter.Type) is { } body
            ? new ArgumentRead(name, null, NewPlan(PlanName(parameter.Type), parameter.Type, body, method))
            : null;
    }

    private static TagModel? ParseTag(IParameterSymbol parameter)
        => parameter.RefKind is not RefKind.Out && !parameter.Type.IsRefLikeType
            && parameter.FindOwnAttribute("UsageTagAttribute").OnlyArgument() is string { Length: > 0 } tag
            ? new TagModel(Identifiers.Escape(parameter.Name), tag)
            : null;

    private static string PlanName(ITypeSymbol type) => Members.Underlying(type).Name is { Length: > 0 } name ? name : "Result";
}
