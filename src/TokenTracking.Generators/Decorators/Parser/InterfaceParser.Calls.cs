using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

internal sealed partial class InterfaceParser
{
    /// <summary>How a member is tracked, and what it does.</summary>
    private (CallModel? Call, MemberRole Role) ParseCall(IMethodSymbol method)
    {
        var (call, role) = Judge(method);
        SetRole(method, role);
        return (call, role);
    }

    private (CallModel? Call, MemberRole Role) Judge(IMethodSymbol method)
    {
        if (method.IsStatic || method.FindOwnAttribute("NotTrackedAttribute") is not null)
            return (null, MemberRole.Unbilled);
        if (method.RefKind != RefKind.None)
            return (null, MemberRole.Unbilled);
        var (shape, result) = UnwrapBound(method);
        if (IsLookUp(method))
            return (ParseLookUp(method, shape, result), MemberRole.Unbilled);

        if (!method.ReturnsVoid && BindResult(method, shape, result) is { } binding)
            return (NewCall(method, shape, result, binding, null), MemberRole.Counted);
        if (shape == CallShape.Result && FindUsageParameter(method) is var (parameter, read))
            return (NewCall(method, shape, parameter.Type, read, NameOf(parameter)), MemberRole.Counted);
        if (ChildOf(method) is not null || method.Parameters.Any(parameter => ChildOf(parameter) is not null))
            return (null, MemberRole.ChildService);
        if (BindBody(method, shape, result) is { } body)
            return (NewCall(method, shape, result, body, null), MemberRole.Counted);
        if (!(_request.IsAttributed && IsAlwaysCall(shape)) && FindHiddenUsage(method))
            return (null, MemberRole.Uncounted);
        if (method.ReturnsVoid || IsRefLike(result))
            return (null, MemberRole.Unbilled);
        if (_request.IsAttributed ? !IsAlwaysCall(shape) : !ModelCallShape.Is(method, shape, result))
            return (null, MemberRole.Unbilled);
        if (shape is CallShape.AsyncCollection or CallShape.Collection or CallShape.Stream)
        {
            AddHiddenUsage(method, method.ReturnType);
            return (null, MemberRole.Uncounted);
        }

        if (!_request.IsAttributed)
            AddFinding(RefusalIds.UnknownUsage, method, result.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        return (NewCall(method, shape, result, null, null), MemberRole.CountedMissing);
    }

    private bool IsLookUp(IMethodSymbol method)
    {
        var (shape, result) = Unwrap(method.ReturnType);
        return LookUps.IsOfSdk(method) || (!_request.IsAttributed
            && LookUps.Is(method, result, shape is not (CallShape.Pending or CallShape.Result)));
    }

    /// <summary>A member that returns what was created before, if its result has an id that says which.</summary>
    private CallModel? ParseLookUp(IMethodSymbol method, CallShape shape, ITypeSymbol result)
        => shape is CallShape.Pending or CallShape.Result && !method.ReturnsVoid && BindResult(method, shape, result) is { } binding
            && NamesResponse(binding)
            ? NewCall(method, shape, result, binding, null) with { IsLookUp = true }
            : null;

    private static bool NamesResponse(ReadScope scope)
        => scope.Reads.Any(static read => read is FactRead { Fact: Fact.ResponseId }) || scope.Children.Any(NamesResponse);

    private static bool IsAlwaysCall(CallShape shape) => shape is CallShape.Pending or CallShape.AsyncStream;

    private static bool IsRefLike(ITypeSymbol type) => type.IsRefLikeType || type is ITypeParameterSymbol { AllowsRefLikeType: true };

    private ReadScope? BindResult(IMethodSymbol method, CallShape shape, ITypeSymbol result)
        => IsRefLike(result) || result.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer ? null
            : shape is CallShape.Pending or CallShape.Result ? _results.BindWithBody(result)
            : _results.BindItem(result, isOneAnswer: method.Name.Contains("Stream"));

    /// <summary>What the response of a call states, if the types of its result state no usage.</summary>
    private ReadScope? BindBody(IMethodSymbol method, CallShape shape, ITypeSymbol result)
        => shape is CallShape.Pending or CallShape.Result && !method.ReturnsVoid && !IsRefLike(result)
            && ((_request.IsAttributed && IsAlwaysCall(shape)) || ModelCallShape.Is(method, shape, result)
                || HiddenIn(result, _compilation) is not null)
            ? _results.BindBody(result)
            : null;

    /// <summary>The out parameter that usage arrives in.</summary>
    private (IParameterSymbol Parameter, ReadScope Read)? FindUsageParameter(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is RefKind.Out or RefKind.Ref && !IsRefLike(parameter.Type)
                && (_request.IsAttributed || parameter.RefKind == RefKind.Out) && _results.Bind(parameter.Type) is { } read)
                return (parameter, read);
        }

        return null;
    }

    private CallModel NewCall(IMethodSymbol method, CallShape shape, ITypeSymbol result, ReadScope? binding, string? argument) => new(
        shape,
        AdmissionOf(shape, method),
        method.Parameters.LastOrDefault(static parameter => parameter.Type.IsIn("System.Threading", "CancellationToken"))
            is { RefKind: RefKind.None } token ? NameOf(token) : null,
        OperationOf(method),
        binding is null ? null : NewPlan(PlanName(result), result, binding, method),
        argument,
        ImpliedProvider.Of(result),
        IsLookUp: false,
        method.Parameters.Select(parameter => ParseArgument(parameter, method)).OfType<ArgumentRead>().ToEquatableArray(),
        method.Parameters.Select(ParseTag).OfType<TagModel>().ToEquatableArray())
    {
        ResponseStream = shape switch
        {
            CallShape.Response => _types.NotNull(method.ReturnType),
            CallShape.PendingResponse => _types.NotNull(((INamedTypeSymbol)method.ReturnType).TypeArguments[0]),
            _ => null,
        },
        Conversation = shape is CallShape.Pending or CallShape.Result or CallShape.AsyncStream && argument is null && binding is not null
            ? FindConversation(method)
            : null,
    };

    /// <summary>The conversation that a call adds messages to, if each of them may state the usage of a request.</summary>
    private ConversationRead? FindConversation(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind == RefKind.None && ConversationMessages.In(parameter.Type) is { } message
                && _results.Bind(message) is { } read)
                return new ConversationRead(NameOf(parameter), NewPlan(PlanName(message), message, read, method));
        }

        return null;
    }

    /// <summary>As <see cref="Unwrap"/>; a stream that holds its response is one if its items state usage, and otherwise a result like
    /// any other.</summary>
    private (CallShape Shape, ITypeSymbol Result) UnwrapBound(IMethodSymbol method)
    {
        var (shape, result) = Unwrap(method.ReturnType);
        if (shape is not (CallShape.Response or CallShape.PendingResponse) || BindResult(method, shape, result) is not null)
            return (shape, result);
        return shape == CallShape.Response
            ? (CallShape.Result, method.ReturnType)
            : (CallShape.Pending, ((INamedTypeSymbol)method.ReturnType).TypeArguments[0]);
    }

    /// <summary>What a call returns in the end, and how.</summary>
    public static (CallShape Shape, ITypeSymbol Result) Unwrap(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { Arity: 1 } generic)
            return (CallShape.Result, type);
        var argument = generic.TypeArguments[0];
        if (type.IsTask() && ResponseStreams.ItemOf(argument) is { } sent)
            return (CallShape.PendingResponse, sent);
        if (type.IsTask() || type.IsValueTask())
            return (CallShape.Pending, argument);
        if (ResponseStreams.ItemOf(type) is { } item)
            return (CallShape.Response, item);
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
        return shape is CallShape.Pending or CallShape.Result or CallShape.Response or CallShape.PendingResponse
            ? Admission.Immediate
            : Admission.OnEnumeration;
    }

    private static bool CanBeCaptured(IParameterSymbol parameter)
        => parameter.RefKind == RefKind.None && parameter.Type is { IsRefLikeType: false }
            and not ITypeParameterSymbol { AllowsRefLikeType: true };

    private static string OperationOf(IMethodSymbol method)
        => method.FindOwnAttribute("AiOperationAttribute").OnlyArgument() is string { Length: > 0 } name
            ? name
            : Identifiers.ToOperation(method.Name);

    private ArgumentRead? ParseArgument(IParameterSymbol parameter, IMethodSymbol method)
    {
        if (parameter.RefKind is RefKind.Out || IsRefLike(parameter.Type) || IsPointer(parameter.Type))
            return null;
        var name = NameOf(parameter);
        if (RequestBinding.TryBindArgument(parameter) is { } fact)
            return new ArgumentRead(name, fact, null);
        return _requests.TryBindObject(parameter.Type) is { } body
            ? new ArgumentRead(name, null, NewPlan(PlanName(parameter.Type), parameter.Type, body, method))
            : null;
    }

    private static TagModel? ParseTag(IParameterSymbol parameter)
        => parameter.RefKind is not RefKind.Out && !IsRefLike(parameter.Type) && !IsPointer(parameter.Type)
            && parameter.FindOwnAttribute("UsageTagAttribute").OnlyArgument() is string { Length: > 0 } tag
            ? new TagModel(NameOf(parameter), tag)
            : null;

    private static string PlanName(ITypeSymbol type) => Members.Underlying(type).Name is { Length: > 0 } name ? name : "Result";
}
