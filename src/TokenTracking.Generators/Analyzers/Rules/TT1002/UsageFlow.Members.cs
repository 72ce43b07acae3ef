using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1002;

internal sealed partial class UsageFlow
{
    // A private field or property: its type shows all reads. One that nothing reads keeps the result for whoever looks at the object.
    private bool OwnDrops(ISymbol member, IOperation from)
        => MemberFlow.Around(from)?.UsesOf(member, cancellationToken) is { Count: > 0 } uses && uses.All(Follow);

    // What a private method, a local function or a private property returns: its callers decide.
    private bool ReturnedDrops(IReturnOperation result)
        => EnclosingUses.Of(result, cancellationToken) is ({ } member, { Count: > 0 } uses)
            && member is not IMethodSymbol { MethodKind: MethodKind.Constructor } && uses.All(Follow);

    // A method of this compilation that cannot be replaced: what it does with its parameter decides.
    private bool GivenDrops(IInvocationOperation call, IArgumentOperation argument)
    {
        var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        return !MemberFlow.IsReplaceable(method) && argument.Parameter is { Ordinal: var ordinal } && ordinal < method.Parameters.Length
            && BodyOf(method, call) is { } body && body.ReadsOf(method.Parameters[ordinal]) is { Count: > 0 } reads && reads.All(Follow);
    }

    private BodyFlow? BodyOf(IMethodSymbol method, IOperation from)
        => method.MethodKind == MethodKind.LocalFunction
            ? BodyFlow.Of(from)
            : method.DeclaringSyntaxReferences is [{ } reference]
                && MemberFlow.Around(from)?.OperationOf(reference.GetSyntax(cancellationToken), cancellationToken) is { } declared
                    ? BodyFlow.Of(declared)
                    : null;

    // void Ask(out LlmResult result): the variables of the callers.
    private bool OutDrops(IParameterSymbol parameter, IOperation write)
    {
        if (parameter.RefKind is not (RefKind.Ref or RefKind.Out))
            return true;
        if (EnclosingUses.Of(write, cancellationToken) is not ({ } member, { Count: > 0 } uses)
            || !SymbolEqualityComparer.Default.Equals(member, parameter.ContainingSymbol.OriginalDefinition))
            return false;
        foreach (var use in uses)
        {
            var body = BodyFlow.Of(use);
            var written = body.DefinitionsAt(use)
                .Where(definition => definition.Part is { Kind: AccessKind.Out, Index: var index } && index == parameter.Ordinal).ToList();
            if (written.Count == 0
                || !written.SelectMany(definition => body.ReadsReached(definition, cancellationToken)).All(Follow))
                return false;
        }

        return true;
    }

    // new Lazy<LlmResult>(() => ...), new Row(result, 1)
    private bool CreationDrops(IObjectCreationOperation creation, IArgumentOperation argument)
        => creation.Type is { } type && (type.Name is "Lazy" or "ValueTask" or "List" or "Queue" or "Stack" or "KeyValuePair"
            || (Holders.IsHolder(type) && argument.Parameter is not null)) && Follow(creation);

    // new List<LlmResult> { result }, new Holder { Result = result }: the object that is initialized.
    private static IOperation? Initialized(IOperation initializing)
        => initializing.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation }
            && (initializing is IInvocationOperation || creation.Type is not { } type || Holders.IsHolder(type)
                || initializing is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } })
                    ? creation
                    : initializing.Parent is IAnonymousObjectCreationOperation anonymous ? anonymous
                    : initializing.Parent is IObjectOrCollectionInitializerOperation { Parent: IWithOperation copy } ? copy : null;
}
