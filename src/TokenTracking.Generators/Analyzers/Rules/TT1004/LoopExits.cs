using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Rules.TT1004;

/// <summary>The exits from a loop before the end of its collection.</summary>
internal static class LoopExits
{
    /// <summary>Each <c>break</c>, <c>return</c> and <c>yield break</c> that ends this loop. Exceptions are not intentional
    /// exits.</summary>
    public static IEnumerable<IOperation> Of(IForEachLoopOperation loop)
        => Descend(loop.Body).Where(operation => operation switch
        {
            IBranchOperation { BranchKind: BranchKind.Break } exit => SymbolEqualityComparer.Default.Equals(exit.Target, loop.ExitLabel),
            IBranchOperation { BranchKind: BranchKind.GoTo, Target: var label }
                => !label.DeclaringSyntaxReferences.Any(reference => loop.Syntax.Span.Contains(reference.Span)),
            IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak, IsImplicit: false } => true,
            _ => false,
        });

    /// <summary>True if the exit is taken only after usage was read: the condition, or the code next to the exit, reads it or a value that
    /// the loop computes from it.</summary>
    public static bool WaitsForUsage(TrackingSymbols symbols, IOperation exit, IForEachLoopOperation loop)
        => WaitsFor(exit, loop, operation => ReadsUsage(symbols, operation))
            || (MadeOfUsage(symbols, loop) is { Count: > 0 } made
            && WaitsFor(exit, loop, operation => ReadsUsage(symbols, operation) || Names(operation, made)));

    private static bool WaitsFor(IOperation step, IForEachLoopOperation loop, Func<IOperation, bool> reads)
    {
        for (var current = step.Parent; current is not null && current != loop; current = current.Parent)
        {
            var condition = current switch
            {
                IConditionalOperation conditional => conditional.Condition,
                ISwitchOperation choice => choice.Value,
                _ => null,
            };
            if (condition is not null && condition != step && reads(condition))
                return true;
            if (current is IBlockOperation block && IsGuarded(block, step, reads))
                return true;
            if (current is ISwitchCaseOperation section && section.Clauses.Any(clause => reads(clause)))
                return true;
        }

        return false;
    }

    // budget -= update.Usage.OutputTokens; done = true next to the usage of an update: a later exit that depends on these has waited for
    // the usage.
    private static HashSet<ISymbol> MadeOfUsage(TrackingSymbols symbols, IForEachLoopOperation loop)
    {
        var made = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var steps = Descend(loop.Body)
            .SelectMany(static operation => Given(operation).Select(given => (Step: operation, given.Target, given.Value))).ToList();
        bool Reads(IOperation operation) => ReadsUsage(symbols, operation) || Names(operation, made);
        for (var before = -1; before != made.Count;)
        {
            before = made.Count;
            foreach (var (step, target, value) in steps)
            {
                if (target is not null && !made.Contains(target) && (Reads(value) || WaitsFor(step, loop, Reads)))
                    made.Add(target);
            }
        }

        return made;
    }

    private static IEnumerable<(ISymbol? Target, IOperation Value)> Given(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation { Initializer.Value: { } value } declarator => [(declarator.Symbol, value)],
        IDeconstructionAssignmentOperation assignment
            => assignment.Target.DescendantsAndSelf().Select(target => (Named(target), assignment.Value)),
        IAssignmentOperation assignment => [(Named(assignment.Target), assignment.Value)],
        IIncrementOrDecrementOperation step => [(Named(step.Target), step.Target)],
        IInvocationOperation { TargetMethod: { Name: "Add" or "Exchange", ContainingType.Name: "Interlocked" },
            Arguments: [{ } target, { } value] } => [(Named(target.Value), value.Value)],
        IDeclarationPatternOperation { DeclaredSymbol: { } declared } => [(declared, operation)],
        _ => [],
    };

    private static bool Names(IOperation operation, HashSet<ISymbol> symbols)
        => operation.DescendantsAndSelf().Any(inner => Named(inner) is { } symbol && symbols.Contains(symbol));

    // Properties of different objects are different.
    private static ISymbol? Named(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } member
            => member.Member,
        _ => null,
    };

    // if (update.Usage is null) continue;
    private static bool IsGuarded(IBlockOperation block, IOperation exit, Func<IOperation, bool> reads)
        => block.Operations.TakeWhile(statement => statement.Syntax.SpanStart < exit.Syntax.SpanStart)
            .Any(statement => statement is IConditionalOperation { WhenFalse: null, Condition: { } condition, WhenTrue: { } taken }
                && Unblocked(taken) is IBranchOperation { BranchKind: BranchKind.Continue } && reads(condition));

    private static IOperation Unblocked(IOperation statement)
        => statement is IBlockOperation { Operations: [.., { } last] } ? last : statement;

    private static bool ReadsUsage(TrackingSymbols symbols, IOperation operation)
        => operation.DescendantsAndSelf().Any(inner => inner switch
        {
            IPropertyReferenceOperation { Type.Name: "CancellationToken" } => false,
            IPropertyReferenceOperation property => UsageShape.SpeaksOfUsage(property.Property.Name)
                || IsAboutUsage(property.Type) || UsageShape.IsUsage(symbols, property.Property.Type),
            ILocalReferenceOperation local => IsAboutUsage(local.Type),
            IInvocationOperation { TargetMethod.TypeArguments: var types } => types.Any(static type => UsageShape.SpeaksOfUsage(type.Name)),
            IIsTypeOperation { TypeOperand: var type } => UsageShape.SpeaksOfUsage(type.Name),
            IDeclarationPatternOperation { MatchedType: { } type } => UsageShape.SpeaksOfUsage(type.Name),
            ITypePatternOperation { MatchedType: { } type } => UsageShape.SpeaksOfUsage(type.Name),
            _ => false,
        });

    private static bool IsAboutUsage(ITypeSymbol? type) => type is not null && type.Name.IndexOf("Usage", StringComparison.Ordinal) >= 0;

    // The return statement of a lambda or local function does not exit the loop around it. Deep source must not use the stack.
    private static IEnumerable<IOperation> Descend(IOperation operation)
    {
        var open = new Stack<IOperation>();
        open.Push(operation);
        while (open.Count > 0)
        {
            var current = open.Pop();
            yield return current;
            foreach (var child in current.ChildOperations.Reverse())
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                    open.Push(child);
            }
        }
    }
}
