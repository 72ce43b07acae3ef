using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Rules.TT1002;

internal sealed partial class UsageFlow
{
    private bool TargetDrops(IOperation target, IOperation assignment) => target switch
    {
        IDiscardOperation => true,
        ILocalReferenceOperation local => LocalDrops(local.Local, assignment),
        IParameterReferenceOperation { Parameter: var parameter }
            => VariableDrops(parameter, assignment) && OutDrops(parameter, assignment),
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } }
            => Initialized(assignment) is { } made && Follow(made),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false },
            Instance: null or IInstanceReferenceOperation } own => OwnDrops(own.Member, assignment),
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false },
            Instance: ILocalReferenceOperation { Local: { Type: var type } holder } }
            => Holders.IsHolder(type) && LocalDrops(holder, assignment),

        // results[i] = await ...: the reads from the list decide.
        IArrayElementReferenceOperation { ArrayReference: ILocalReferenceOperation array } => LocalDrops(array.Local, assignment),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation list } indexed
            when indexed.Property.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true
            => LocalDrops(list.Local, assignment),
        _ => false,
    };

    // The reads that the write reaches: a value that is overwritten before it is read is lost.
    private bool LocalDrops(ILocalSymbol local, IOperation from)
        => local.IsRef ? BodyFlow.Of(from).ReadsOf(local).All(Follow) : VariableDrops(local, from);

    // The reads that see what is written: a value that is overwritten first is lost.
    private bool VariableDrops(ISymbol variable, IOperation from)
    {
        var body = BodyFlow.Of(from);
        var written = body.DefinitionsAt(from)
            .Where(definition => SymbolEqualityComparer.Default.Equals(definition.Variable, variable)).ToList();
        var reads = written.Count == 0
            ? body.ReadsOf(variable)
            : written.SelectMany(definition => body.ReadsReached(definition, cancellationToken));
        return reads.All(Follow);
    }

    // Everything that an operation writes: TryGetValue("a", out var x).
    private bool WrittenDrop(IOperation write)
    {
        var body = BodyFlow.Of(write);
        return body.DefinitionsAt(write) is { Count: > 0 } written
            && written.SelectMany(definition => body.ReadsReached(definition, cancellationToken)).All(Follow);
    }

    private bool ParameterDrops(IParameterSymbol parameter, IAnonymousFunctionOperation lambda)
        => OperationWalk.ReadsOf(parameter, lambda).All(Follow);

    private bool DeconstructionDrops(IDeconstructionAssignmentOperation deconstruction)
    {
        var model = deconstruction.SemanticModel;
        var method = deconstruction.Syntax is AssignmentExpressionSyntax assignment
            ? model?.GetDeconstructionInfo(assignment).Method
            : null;
        return PartsDrop(deconstruction.Target, Parts(method, deconstruction.Value.Type), deconstruction);
    }

    private bool LoopDrops(IForEachLoopOperation loop)
    {
        if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: var local })
            return LocalDrops(local, loop);
        if (loop.Syntax is not ForEachVariableStatementSyntax { Expression: var collection } syntax || loop.SemanticModel is not { } model)
            return false;
        var element = model.GetForEachStatementInfo(syntax).ElementType ?? model.GetTypeInfo(collection, cancellationToken).Type;
        return PartsDrop(loop.LoopControlVariable, Parts(model.GetDeconstructionInfo(syntax).Method, element), loop);
    }

    // (var text, var usage): only the parts that contain usage, or a result with usage, decide.
    private bool PartsDrop(IOperation target, IReadOnlyList<ISymbol> parts, IOperation from)
    {
        var variables = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        return variables is ITupleOperation tuple
            && tuple.Elements.Select((element, i) => PartDrops(element, i < parts.Count ? parts[i] : null, from))
            .All(static drops => drops);
    }

    private bool PartDrops(IOperation element, ISymbol? part, IOperation from)
    {
        var variable = element is IDeclarationExpressionOperation declared ? declared.Expression : element;
        if (variable.Type is not { } type)
            return true;
        var isUsage = UsageShape.IsUsage(symbols, type) || (part is not null && SpeaksOfUsage(part) && !UsageShape.Carries(symbols, type));
        if (!isUsage && !UsageShape.Carries(symbols, type))
            return true;
        return variable switch
        {
            IDiscardOperation => true,
            ILocalReferenceOperation local
                => isUsage ? !OperationWalk.ReadsOf(local.Local, OperationWalk.Root(from)).Any() : LocalDrops(local.Local, from),
            _ => false,
        };
    }

    // The Deconstruct method of the type, or the names of the tuple, determine the meaning of each position.
    private static IReadOnlyList<ISymbol> Parts(IMethodSymbol? deconstruct, ITypeSymbol? type) => deconstruct is not null
        ? OutParameters(deconstruct)
        : type is INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } ? elements : [];

    private static List<IParameterSymbol> OutParameters(IMethodSymbol deconstruct)
        => deconstruct.Parameters.Where(static parameter => parameter.RefKind == RefKind.Out).ToList();

    // (scores, input, output) of a result with counts as separate members: for a number, only its position shows what it is. (subjects,
    // meter) of a record: the property of that name shows it.
    private bool SpeaksOfUsage(ISymbol part)
    {
        if (UsageShape.SpeaksOfUsage(part.Name))
            return true;
        if (part is not IParameterSymbol { ContainingSymbol: IMethodSymbol deconstruct } parameter)
            return false;
        var result = deconstruct is { IsExtensionMethod: true, Parameters: [{ } first, ..] } ? first.Type : deconstruct.ContainingType;
        return UsageShape.HasIn(
            symbols, result, property => string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
            || (UsageShape.IsCount(parameter.Type)
            && UsageShape.HasIn(symbols, result, static property => UsageShape.IsCount(property.Type)));
    }

    /// <summary>True if a pattern neither tests the usage nor assigns the whole result to a name that is read.</summary>
    private bool PatternDrops(IPatternOperation pattern, IOperation from) => pattern switch
    {
        IConstantPatternOperation or ITypePatternOperation or IRelationalPatternOperation => true,
        IDiscardPatternOperation => true,
        INegatedPatternOperation negated => PatternDrops(negated.Pattern, from),
        IListPatternOperation list => DesignationDrops(list.DeclaredSymbol, list) && list.Patterns.All(each => PatternDrops(each, from)),
        ISlicePatternOperation slice => slice.Pattern is null || PatternDrops(slice.Pattern, from),
        IBinaryPatternOperation binary => PatternDrops(binary.LeftPattern, from) && PatternDrops(binary.RightPattern, from),
        IDeclarationPatternOperation declaration => DesignationDrops(declaration.DeclaredSymbol, declaration),
        IRecursivePatternOperation recursive => DesignationDrops(recursive.DeclaredSymbol, recursive)
            && PositionsDrop(recursive, from)
            && recursive.PropertySubpatterns.All(subpattern => SubpatternDrops(subpattern, from)),
        _ => false,
    };

    private bool SubpatternDrops(IPropertySubpatternOperation subpattern, IOperation from)
    {
        if (subpattern.Member is not IMemberReferenceOperation { Member: { } member, Type: { } type })
            return false;
        return UsageShape.IsUsage(symbols, type) || UsageShape.SpeaksOfUsage(member.Name) ? IsUnread(subpattern.Pattern, from)
            : UsageShape.Carries(symbols, type) ? PatternDrops(subpattern.Pattern, from)
            : !UsageShape.Holds(symbols, member.ContainingType, member) || IsUnread(subpattern.Pattern, from);
    }

    // (var text, _): the Deconstruct method of the type determines the meaning of each position.
    private bool PositionsDrop(IRecursivePatternOperation pattern, IOperation from)
    {
        if (pattern.DeconstructionSubpatterns.IsEmpty)
            return true;
        var parts = Parts(pattern.DeconstructSymbol as IMethodSymbol, pattern.MatchedType);
        return parts.Count == pattern.DeconstructionSubpatterns.Length
            && parts.Zip(pattern.DeconstructionSubpatterns, (part, subpattern) => (Part: part, Pattern: subpattern))
            .All(position => PositionDrops(position.Part, position.Pattern, from));
    }

    private bool PositionDrops(ISymbol part, IPatternOperation pattern, IOperation from)
    {
        var type = part is IParameterSymbol parameter ? parameter.Type : ((IFieldSymbol)part).Type;
        return UsageShape.IsUsage(symbols, type) || (SpeaksOfUsage(part) && !UsageShape.Carries(symbols, type))
            ? IsUnread(pattern, from)
            : !UsageShape.Carries(symbols, type) || PatternDrops(pattern, from);
    }

    private static bool IsUnread(IPatternOperation usage, IOperation from) => usage switch
    {
        IDiscardPatternOperation => true,
        IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local }
            => !OperationWalk.ReadsOf(local, OperationWalk.Root(from)).Any(),
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
