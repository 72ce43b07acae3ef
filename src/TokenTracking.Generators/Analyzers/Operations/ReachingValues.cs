using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Operations;

/// <summary>A value that a local is given.</summary>
/// <param name="At">What gives it: a declaration, an assignment, a pattern, a loop.</param>
/// <param name="Value">The value, or what the local is taken out of.</param>
/// <param name="IsWhole">False where the local is a part of the value: an element, a property, an <c>out</c> argument.</param>
/// <param name="Replaces">False where the local keeps what it held as well: <c>total += more</c>.</param>
internal sealed record GivenValue(IOperation At, IOperation Value, bool IsWhole, bool Replaces);

/// <summary>The values that a local may hold where it is read: what was given on another branch, or is given later, is none of them.</summary>
internal static class ReachingValues
{
    public static IReadOnlyList<GivenValue> Of(ILocalReferenceOperation reading)
    {
        var root = OperationWalk.Root(reading);
        var given = root.DescendantsAndSelf().SelectMany(operation => Given(operation, reading.Local)).ToList();

        // A lambda or local function may run at any time.
        if (given.Count < 2 || Function(reading) is var function && given.Any(value => Function(value.At) != function))
            return given;
        var ordered = given.Select(value => (Value: value, Position: Position(value.At, reading)))
            .Where(static entry => entry.Position >= 0).OrderByDescending(static entry => entry.Position);
        var reaching = new List<GivenValue>();
        foreach (var (value, _) in ordered)
        {
            reaching.Add(value);
            if (value.Replaces && value.At.Syntax.SpanStart < reading.Syntax.SpanStart && IsSurelyTaken(value.At, reading))
                break;
        }

        return reaching;
    }

    private static IEnumerable<GivenValue> Given(IOperation operation, ILocalSymbol local)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer: { } initializer } declarator when Is(declarator.Symbol, local):
                yield return new(operation, initializer.Value, true, true);
                break;
            case ISimpleAssignmentOperation assignment when Is(assignment.Target, local):
                yield return new(operation, assignment.Value, true, true);
                break;
            case ICoalesceAssignmentOperation assignment when Is(assignment.Target, local):
                yield return new(operation, assignment.Value, true, false);
                break;
            case ICompoundAssignmentOperation assignment when Is(assignment.Target, local):
                yield return new(operation, assignment.Value, false, false);
                break;
            case IDeconstructionAssignmentOperation assignment when assignment.Target.DescendantsAndSelf().Any(target => Is(target, local)):
                yield return new(operation, Element(assignment.Target, assignment.Value, local) ?? assignment.Value, false, true);
                break;
            case IForEachLoopOperation loop when loop.Locals.Any(item => Is(item, local)):
                yield return new(operation, loop.Collection, false, true);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared } when Is(declared, local) && Matched(operation) is { } matched:
                yield return new(operation, matched, operation.Parent is IIsPatternOperation, true);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } declared } when Is(declared, local) && Matched(operation) is { } matched:
                yield return new(operation, matched, operation.Parent is IIsPatternOperation, true);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Parent: { } call } argument when Reaches(argument.Value, local):
                yield return new(operation, call, false, argument.Parameter!.RefKind == RefKind.Out);
                break;

            // What a list or a sum of usages is given.
            case IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation list, Arguments: [{ Value: { } added }] } when Is(list, local):
                yield return new(operation, added, false, false);
                break;
        }
    }

    private static bool Reaches(IOperation target, ILocalSymbol local)
        => Is(target is IDeclarationExpressionOperation declaration ? declaration.Expression : target, local);

    // var (text, usage) = (result.Text, result.Usage);
    private static IOperation? Element(IOperation target, IOperation value, ILocalSymbol local)
    {
        while (target is IDeclarationExpressionOperation declaration)
            target = declaration.Expression;
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (target is not ITupleOperation targets || value is not ITupleOperation values)
            return null;
        for (var i = 0; i < targets.Elements.Length && i < values.Elements.Length; i++)
        {
            if (Reaches(targets.Elements[i], local))
                return values.Elements[i];
        }

        return null;
    }

    private static IOperation? Matched(IOperation pattern)
    {
        for (var current = pattern.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IIsPatternOperation test:
                    return test.Value;
                case ISwitchOperation choice:
                    return choice.Value;
                case ISwitchExpressionOperation choice:
                    return choice.Value;
                case IPatternOperation or IPropertySubpatternOperation or ICaseClauseOperation or ISwitchCaseOperation or ISwitchExpressionArmOperation:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    // How late the value is given: where the step stands, before the loop for one of the round before, -1 for one that comes too late.
    private static int Position(IOperation at, IOperation reading)
    {
        var (step, read) = (at.Syntax.Span, reading.Syntax.Span);
        if (at is IForEachLoopOperation)
            return step.Start;
        if (step.Start < read.Start && !step.Contains(read))
            return AreOnOtherBranches(at, reading) && Loop(at, reading) is null ? -1 : step.Start;
        return Loop(at, reading) is { } loop ? loop.Syntax.SpanStart : -1;
    }

    // The loop around both, which does not begin anew with the local.
    private static ILoopOperation? Loop(IOperation at, IOperation reading)
    {
        for (var current = reading.Parent; current is not null; current = current.Parent)
        {
            if (current is ILoopOperation loop && loop.Syntax.Span.Contains(at.Syntax.Span) && at is not IVariableDeclaratorOperation)
                return loop;
        }

        return null;
    }

    private static bool AreOnOtherBranches(IOperation one, IOperation other)
    {
        var span = other.Syntax.Span;
        for (var (below, current) = (one, one.Parent); current is not null; (below, current) = (current, current.Parent))
        {
            if (!current.Syntax.Span.Contains(span))
                continue;
            return current is ISwitchOperation or ISwitchExpressionOperation
                ? below is ISwitchCaseOperation or ISwitchExpressionArmOperation
                : current is IConditionalOperation conditional && below == conditional.WhenTrue && conditional.WhenFalse?.Syntax.Span.Contains(span) == true;
        }

        return false;
    }

    private static bool IsSurelyTaken(IOperation at, IOperation reading)
    {
        var span = reading.Syntax.Span;
        for (var current = at.Parent; current is not null && !current.Syntax.Span.Contains(span); current = current.Parent)
        {
            if (current is IConditionalOperation or ISwitchOperation or ISwitchCaseOperation or ISwitchExpressionOperation or ILoopOperation or ITryOperation or ICatchClauseOperation
                or ICoalesceOperation or IConditionalAccessOperation)
                return false;
        }

        return true;
    }

    private static IOperation? Function(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return current;
        }

        return null;
    }

    private static bool Is(IOperation target, ILocalSymbol local) => target is ILocalReferenceOperation reference && Is(reference.Local, local);

    private static bool Is(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
