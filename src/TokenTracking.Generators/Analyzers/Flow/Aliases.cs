using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>Aliases of variables: <c>ref var y = ref x</c>.</summary>
internal static class Aliases
{
    /// <summary>The local that becomes an alias of the variable that a reference names; null for any other reference.</summary>
    public static ILocalSymbol? Of(IOperation reference)
    {
        var current = reference;
        while (current.Parent is IConversionOperation or IParenthesizedOperation or IConditionalOperation { IsRef: true })
            current = current.Parent;
        return current.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { IsRef: true } local } } => local,
            ISimpleAssignmentOperation { IsRef: true, Target: ILocalReferenceOperation { Local: var local } } assignment
                when assignment.Value == current => local,
            _ => null,
        };
    }
}
