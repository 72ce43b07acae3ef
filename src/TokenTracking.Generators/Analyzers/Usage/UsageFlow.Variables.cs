using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Usage;

internal sealed partial class UsageFlow
{
    private bool TargetDrops(IOperation target, IOperation assignment) => target switch
    {
        IDiscardOperation => true,
        ILocalReferenceOperation local => LocalDrops(local.Local, assignment),
        _ => false,
    };

    private bool LocalDrops(ILocalSymbol local, IOperation from)
    {
        // A local that is assigned from itself: its other readings decide.
        if (!_followed.Add(local))
            return true;
        if (local.IsRef)
            return false;
        var keepers = OperationWalk.ReadsOf(local, OperationWalk.Root(from)).Where(read => !Drops(read)).ToList();
        return keepers.Count == 0
            || (OperationWalk.IsAssignedAgain(local, OperationWalk.Root(from)) && Overwriting.LosesValue(local, from, keepers));
    }

    private bool ParameterDrops(IParameterSymbol parameter, IAnonymousFunctionOperation lambda)
        => OperationWalk.ReadsOf(parameter, lambda).All(Drops);

    private bool DeconstructionDrops(IDeconstructionAssignmentOperation deconstruction)
    {
        var target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (target is not ITupleOperation tuple)
            return false;
        foreach (var element in tuple.Elements)
        {
            var variable = element is IDeclarationExpressionOperation declared ? declared.Expression : element;
            if (variable.Type is not { } type || !(UsageShape.IsUsage(symbols, type) || UsageShape.Carries(symbols, type)))
                continue;
            var isDropped = variable switch
            {
                IDiscardOperation => true,
                ILocalReferenceOperation local => UsageShape.IsUsage(symbols, type)
                    ? !OperationWalk.ReadsOf(local.Local, OperationWalk.Root(deconstruction)).Any()
                    : LocalDrops(local.Local, deconstruction),
                _ => false,
            };
            if (!isDropped)
                return false;
        }

        return true;
    }

    /// <summary>True where a pattern neither looks at the usage nor gives the whole result a name that is read.</summary>
    private bool PatternDrops(IPatternOperation pattern, IOperation from) => pattern switch
    {
        IConstantPatternOperation or ITypePatternOperation or IRelationalPatternOperation => true,
        IDiscardPatternOperation => true,
        INegatedPatternOperation negated => PatternDrops(negated.Pattern, from),
        IBinaryPatternOperation binary => PatternDrops(binary.LeftPattern, from) && PatternDrops(binary.RightPattern, from),
        IDeclarationPatternOperation declaration => DesignationDrops(declaration.DeclaredSymbol, from),
        IRecursivePatternOperation recursive => DesignationDrops(recursive.DeclaredSymbol, from)
            && PositionsDrop(recursive, from)
            && recursive.PropertySubpatterns.All(subpattern => SubpatternDrops(subpattern, from)),
        _ => false,
    };

    private bool SubpatternDrops(IPropertySubpatternOperation subpattern, IOperation from)
    {
        if (subpattern.Member is not IMemberReferenceOperation { Member: { } member, Type: { } type })
            return false;
        return UsageShape.IsUsage(symbols, type) || UsageShape.SpeaksOfUsage(member.Name)
            ? IsUnread(subpattern.Pattern, from)
            : !UsageShape.Carries(symbols, type) || PatternDrops(subpattern.Pattern, from);
    }

    // (var text, _): what each position is, the type's Deconstruct method says.
    private bool PositionsDrop(IRecursivePatternOperation pattern, IOperation from)
    {
        if (pattern.DeconstructionSubpatterns.IsEmpty)
            return true;
        if (pattern.DeconstructSymbol is not IMethodSymbol { Parameters: var parameters })
            return false;
        var outs = parameters.Where(static parameter => parameter.RefKind == RefKind.Out).ToList();
        return outs.Zip(pattern.DeconstructionSubpatterns, (parameter, subpattern) => UsageShape.IsUsage(symbols, parameter.Type)
            ? IsUnread(subpattern, from)
            : !UsageShape.Carries(symbols, parameter.Type) || PatternDrops(subpattern, from)).All(static drops => drops);
    }

    private static bool IsUnread(IPatternOperation usage, IOperation from) => usage switch
    {
        IDiscardPatternOperation => true,
        IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } => !OperationWalk.ReadsOf(local, OperationWalk.Root(from)).Any(),
        IDeclarationPatternOperation { DeclaredSymbol: null or IDiscardSymbol } => true,
        _ => false,
    };

    private bool DesignationDrops(ISymbol? designation, IOperation from) => designation switch
    {
        null or IDiscardSymbol => true,
        ILocalSymbol local => LocalDrops(local, from),
        _ => false,
    };
}
