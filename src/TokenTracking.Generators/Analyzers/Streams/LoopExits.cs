using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Streams;

/// <summary>The ways out of a loop before its collection ends.</summary>
internal static class LoopExits
{
    /// <summary>Each <c>break</c>, <c>return</c> and <c>yield break</c> that ends this loop. An exception is no decision to stop reading.</summary>
    public static IEnumerable<IOperation> Of(IForEachLoopOperation loop)
        => Descend(loop.Body).Where(operation => operation switch
        {
            IBranchOperation { BranchKind: BranchKind.Break } exit => SymbolEqualityComparer.Default.Equals(exit.Target, loop.ExitLabel),
            IBranchOperation { BranchKind: BranchKind.GoTo, Target: var label }
                => !label.DeclaringSyntaxReferences.Any(reference => loop.Syntax.Span.Contains(reference.Span)),
            IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak, IsImplicit: false } => true,
            _ => false,
        });

    /// <summary>True where the way out is only taken once usage was looked at: the condition, or what stands beside the exit, reads it.</summary>
    public static bool WaitsForUsage(TrackingSymbols symbols, IOperation exit, IForEachLoopOperation loop)
    {
        for (var current = exit.Parent; current is not null && current != loop; current = current.Parent)
        {
            var condition = current switch
            {
                IConditionalOperation conditional => conditional.Condition,
                ISwitchOperation choice => choice.Value,
                _ => null,
            };
            if (condition is not null && ReadsUsage(symbols, condition))
                return true;
            if (current is IBlockOperation block && IsGuarded(symbols, block, exit))
                return true;
            if (current is ISwitchCaseOperation section && section.Clauses.Any(clause => ReadsUsage(symbols, clause)))
                return true;
        }

        return false;
    }

    // if (update.Usage is null) continue;
    private static bool IsGuarded(TrackingSymbols symbols, IBlockOperation block, IOperation exit)
        => block.Operations.TakeWhile(statement => statement.Syntax.SpanStart < exit.Syntax.SpanStart)
            .Any(statement => statement is IConditionalOperation { WhenFalse: null, Condition: { } condition, WhenTrue: { } taken }
                && Unblocked(taken) is IBranchOperation { BranchKind: BranchKind.Continue } && ReadsUsage(symbols, condition));

    private static IOperation Unblocked(IOperation statement) => statement is IBlockOperation { Operations: [.., { } last] } ? last : statement;

    private static bool ReadsUsage(TrackingSymbols symbols, IOperation operation)
        => operation.DescendantsAndSelf().Any(inner => inner switch
        {
            IPropertyReferenceOperation { Type.Name: "CancellationToken" } => false,
            IPropertyReferenceOperation property => UsageShape.SpeaksOfUsage(property.Property.Name) || IsAboutUsage(property.Type) || UsageShape.IsUsage(symbols, property.Property.Type),
            ILocalReferenceOperation local => IsAboutUsage(local.Type),
            IInvocationOperation { TargetMethod.TypeArguments: var types } => types.Any(static type => UsageShape.SpeaksOfUsage(type.Name)),
            IIsTypeOperation { TypeOperand: var type } => UsageShape.SpeaksOfUsage(type.Name),
            IDeclarationPatternOperation { MatchedType: { } type } => UsageShape.SpeaksOfUsage(type.Name),
            ITypePatternOperation { MatchedType: { } type } => UsageShape.SpeaksOfUsage(type.Name),
            _ => false,
        });

    private static bool IsAboutUsage(ITypeSymbol? type) => type is not null && type.Name.IndexOf("Usage", StringComparison.Ordinal) >= 0;

    // A lambda or local function that returns does not leave the loop around it.
    private static IEnumerable<IOperation> Descend(IOperation operation)
    {
        yield return operation;
        foreach (var child in operation.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
                continue;
            foreach (var inner in Descend(child))
                yield return inner;
        }
    }
}
