using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The value that a pattern tests.</summary>
internal static class Patterns
{
    /// <summary>The value that a pattern tests, and the part of it that this nested pattern tests.</summary>
    public static (IOperation Value, Access? Part)? Tested(IPatternOperation pattern)
    {
        Access? part = null;
        for (IOperation child = pattern, parent = child.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case IPropertySubpatternOperation { Member: IMemberReferenceOperation { Member: var member } }:
                    part = member is IFieldSymbol field && Access.PositionOf(field) is var position and >= 0
                        ? Access.Item(position, part)
                        : Access.Member(member, part);
                    break;
                case IRecursivePatternOperation recursive:
                    // A property pattern is counted at its subpattern.
                    if (recursive.DeconstructionSubpatterns.IndexOf((child as IPatternOperation)!) is var index and >= 0)
                        part = Access.Item(index, part);
                    break;
                case IListPatternOperation:
                    // A slice has the elements of the whole.
                    part = child is ISlicePatternOperation ? part : Access.Element(part);
                    break;
                case IIsPatternOperation test:
                    return (test.Value, part);
                case ISwitchExpressionOperation choice:
                    return (choice.Value, part);
                case ISwitchOperation choice:
                    return (choice.Value, part);
                case IPatternOperation or ICaseClauseOperation or ISwitchCaseOperation or ISwitchExpressionArmOperation:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }
}
