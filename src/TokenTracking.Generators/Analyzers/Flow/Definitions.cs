using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The forms in which code assigns a value to a variable. All rules support the forms that are listed here.</summary>
internal static class Definitions
{
    // Methods of collections that keep an argument as an element.
    private static readonly HashSet<string> Adding = new(StringComparer.Ordinal)
    {
        "Add", "AddFirst", "AddLast", "Enqueue", "Insert", "Push", "TryAdd", "SetItem",
    };

    /// <summary>A local that is declared with a value: <c>var x = v</c>.</summary>
    public static Definition? Of(IVariableDeclaratorOperation declarator)
    {
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        return initializer is null ? null : new(declarator.Symbol, declarator, declarator.Syntax, initializer.Value, null, null, true);
    }

    /// <summary>A local that a loop declares: <c>foreach (var x in values)</c>.</summary>
    public static Definition? Of(IForEachLoopOperation loop)
        => loop.LoopControlVariable is IVariableDeclaratorOperation declarator
            ? new(declarator.Symbol, loop, declarator.Syntax, loop.Collection, Access.Element(), null, true)
            : null;

    /// <summary>A local that a pattern declares: <c>v is { Inner: var x }</c>, <c>case Answer x:</c>.</summary>
    public static Definition? Of(IPatternOperation pattern)
    {
        var declared = pattern switch
        {
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            IListPatternOperation list => list.DeclaredSymbol,
            _ => null,
        };
        return declared is ILocalSymbol && Patterns.Tested(pattern) is var (value, part)
            ? new(declared, pattern, pattern.Syntax, value, part, null, true)
            : null;
    }

    /// <summary>The value that a reference to a variable assigns to it; null if the reference only reads it.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="isRead">True if the reference also reads the variable: <c>x += v</c>, <c>list.Add(v)</c>.</param>
    public static Definition? OfTarget(ISymbol variable, IOperation reference, out bool isRead)
    {
        isRead = true;
        Access? into = null, items = null;
        for (IOperation child = reference, parent = child.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or IDeclarationExpressionOperation:
                    break;
                case ITupleOperation tuple:
                    items = Access.Item(tuple.Elements.IndexOf(child), items);
                    break;
                case IMemberReferenceOperation {
                    Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } part when part.Instance == child:
                    into = Access.Join(into, Access.Member(part.Member));
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == child:
                case IArrayElementReferenceOperation array when array.ArrayReference == child:
                case IImplicitIndexerReferenceOperation indexer when indexer.Instance == child:
                    into = Access.Join(into, Access.Element());
                    break;
                case ISimpleAssignmentOperation assignment when assignment.Target == child:
                    isRead = into is not null;
                    return new(variable, parent, parent.Syntax, assignment.Value, null, into, into is null);
                case ICoalesceAssignmentOperation assignment when assignment.Target == child:
                    return new(variable, parent, parent.Syntax, assignment.Value, null, into, false);
                case ICompoundAssignmentOperation assignment when assignment.Target == child:
                case IIncrementOrDecrementOperation increment when increment.Target == child:
                    return new(variable, parent, parent.Syntax, parent, null, into, into is null);
                case IDeconstructionAssignmentOperation deconstruction when deconstruction.Target == child:
                    isRead = into is not null;
                    return new(variable, parent, parent.Syntax, deconstruction.Value, items, into, into is null);
                case IForEachLoopOperation loop when loop.LoopControlVariable == child:
                    isRead = into is not null;
                    return new(variable, loop, child.Syntax, loop.Collection, Access.Element(items), into, into is null);
                case IArgumentOperation argument:
                    return OfArgument(variable, argument, into, out isRead);
                case IInvocationOperation call when call.Instance == child:
                    return OfCallOn(variable, call, into);
                default:
                    return null;
            }
        }

        return null;
    }

    private static Definition? OfArgument(ISymbol variable, IArgumentOperation argument, Access? into, out bool isRead)
    {
        isRead = argument.Parameter?.RefKind != RefKind.Out || into is not null;
        if (argument.Parameter is not { RefKind: RefKind.Ref or RefKind.Out } parameter || argument.Parent is not { } call)
            return null;
        Definition With(IOperation value, Access? part, bool replaces)
            => new(variable, call, argument.Syntax, value, part, into, replaces && into is null);
        if (call is IInvocationOperation { TargetMethod: { ContainingType.Name: "Interlocked" or "Volatile" or "LazyInitializer" } method,
            Arguments: var given })
        {
            switch (method.Name)
            {
                case "Exchange" or "Write" when given.Length == 2:
                    return With(given[1].Value, null, true);
                case "CompareExchange" when given.Length == 3:
                    return With(given[1].Value, null, false);
                case "EnsureInitialized" when given.Length > 1:
                    return With(given[given.Length - 1].Value, Access.Result(), false);
                case "Read":
                    return null;
                case "Add" or "Increment" or "Decrement":
                    return With(call, null, true);
            }
        }

        return With(call, Access.Out(parameter.Ordinal), parameter.RefKind == RefKind.Out);
    }

    // list.Add(v), list.AddRange(values), dictionary.Add(key, v)
    private static Definition? OfCallOn(ISymbol variable, IInvocationOperation call, Access? into)
    {
        if (call.Arguments.IsEmpty)
            return null;
        var element = Access.Join(into, Access.Element());
        if (call.TargetMethod.Name == "AddRange")
            return new(variable, call, call.Syntax, call.Arguments[0].Value, Access.Element(), element, false);
        var kept = call.TargetMethod.Name == "Enqueue" ? call.Arguments[0] : call.Arguments[call.Arguments.Length - 1];
        return Adding.Contains(call.TargetMethod.Name) ? new(variable, call, call.Syntax, kept.Value, null, element, false) : null;
    }
}
