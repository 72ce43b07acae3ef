using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Construction;

internal sealed partial class ConstructionFlow
{
    private const int DeepestNesting = 3;

    /// <summary>
    /// A provider that keeps another in a field is called through its own interface: whoever constructs the outer one is judged for both.
    /// In any other class a private member is followed to all of its uses.
    /// </summary>
    private ConstructionFate JudgeMember(ISymbol member, IOperation from)
    {
        if (!member.IsStatic && symbols.Types.ImplementedBy(member.ContainingType) is not null)
            return ConstructionFate.Tracked;
        return PrivateUses.Of(member, from) is { Count: > 0 } uses && JudgeReads(member, uses) == ConstructionFate.Tracked
            ? ConstructionFate.Tracked
            : ConstructionFate.Escapes;
    }

    // A private method or local function shows all of its callers: they decide. Whoever else it is returned to may do anything.
    private ConstructionFate JudgeCallers(IReturnOperation result)
        => EnclosingUses.Of(result, cancellationToken) is var (member, uses) && _followed.Add(member) && WorstOf(uses) == ConstructionFate.Tracked
            ? ConstructionFate.Tracked
            : ConstructionFate.Returned;

    /// <summary>A lambda or method group that makes providers: where it is called, registered or wrapped up in a <c>Lazy</c>.</summary>
    private ConstructionFate JudgeDelegate(IOperation making)
    {
        var current = making;
        while (current.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            current = current.Parent;
        return current.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } when ServiceRegistration.IsRegistration(symbols, call.TargetMethod) => JudgeRegistration(call),
            IArgumentOperation { Parent: IInvocationOperation call } when Sequences.IsSequenceMethod(call.TargetMethod) => Judge(call),
            IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "Lazy" } lazy } => Judge(lazy),
            IVariableInitializerOperation or ISimpleAssignmentOperation => Judge(current),
            _ => ConstructionFate.Escapes,
        };
    }

    private ConstructionFate JudgeTuple(ITupleOperation tuple, IOperation value)
    {
        IOperation whole = tuple;
        while (whole.Parent is IConversionOperation)
            whole = whole.Parent;
        if (whole.Parent is not IDeconstructionAssignmentOperation { Target: var target })
            return ConstructionFate.Escapes;
        var names = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        var at = tuple.Elements.IndexOf(value);
        return names is ITupleOperation { Elements: var elements } && at >= 0 && at < elements.Length
            ? JudgeTarget(elements[at], value)
            : ConstructionFate.Escapes;
    }

    private ConstructionFate JudgePattern(IPatternOperation pattern, IOperation value)
    {
        var reads = pattern.DescendantsAndSelf().Select(static inner => inner switch
        {
            IDeclarationPatternOperation declared => declared.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            _ => null,
        }).OfType<ILocalSymbol>().SelectMany(local => OperationWalk.ReadsOf(local, OperationWalk.Root(value)));
        return WorstOf(reads);
    }

    private bool IsOfProviders(ITypeSymbol? type) => IsOfProviders(type, DeepestNesting);

    // A provider, and what holds or hands out providers: a list, a task, a Lazy, a delegate.
    private bool IsOfProviders(ITypeSymbol? type, int depth)
        => depth > 0 && (type switch
        {
            IArrayTypeSymbol array => IsOfProviders(array.ElementType, depth - 1),
            INamedTypeSymbol named => symbols.Types.ImplementedBy(named) is not null || symbols.Types.IsOrInheritsTracked(named)
                || named.TypeArguments.Any(argument => IsOfProviders(argument, depth - 1)),
            _ => false,
        });
}
