using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>The parts of values that are written in place: tuples, collections, objects.</summary>
internal static class PartSteps
{
    public static IReadOnlyList<FlowValue>? Of(FlowValue value, Access part, CancellationToken cancellationToken)
        => (part.Kind, value.Operation) switch
        {
            (AccessKind.Item, ITupleOperation tuple)
                => part.Index < tuple.Elements.Length ? [value.With(tuple.Elements[part.Index], part.Rest)] : null,
            (AccessKind.Item, IObjectCreationOperation creation) => Positional(value, creation, part),
            (AccessKind.Element, IArrayCreationOperation { Initializer: null }) => [],
            (AccessKind.Element, IArrayCreationOperation { Initializer: { } elements })
                => [.. elements.ElementValues.SelectMany(each => Element(value, each, part))],
            (AccessKind.Element, IArrayInitializerOperation elements)
                => [.. elements.ElementValues.SelectMany(each => Element(value, each, part))],
            (AccessKind.Element, ICollectionExpressionOperation elements)
                => [.. elements.Elements.SelectMany(each => Element(value, each, part))],
            (AccessKind.Element, IObjectCreationOperation creation) => Collected(value, creation, part),
            (AccessKind.Member, IObjectCreationOperation creation) => OfObject(value, creation, part, cancellationToken),
            (AccessKind.Member, IAnonymousObjectCreationOperation creation) => Initialized(value, creation.Initializers, part),
            (AccessKind.Member, IWithOperation copy)
                => Initialized(value, copy.Initializer.Initializers, part) ?? [value.With(copy.Operand)],
            (AccessKind.Result, IObjectCreationOperation { Type.Name: "Lazy", Arguments: [{ Value: var made }, ..] }) => [value.With(made)],
            (_, IObjectCreationOperation { Type.Name: "ValueTask" or "Nullable", Arguments: [{ Value: var inner }] })
                => [value.With(inner)],
            (AccessKind.Member, _) => MemberFlow.Around(value.Operation) is { } members
                ? MemberSteps.Own(value with { Part = part.Rest }, part.Symbol!, members, null, cancellationToken)
                : null,
            _ => null,
        };

    private static IEnumerable<FlowValue> Element(FlowValue value, IOperation element, Access part)
        => element switch
        {
            ISpreadOperation spread => [value.With(spread.Operand)],
            IArrayInitializerOperation inner => inner.ElementValues.Select(each => value.With(each, part.Rest)),
            _ => [value.With(element, part.Rest)],
        };

    // new List<T> { a, b }, new Dictionary<K, T> { ["a"] = a, { "b", b } }, new List<T>(values)
    private static List<FlowValue>? Collected(FlowValue value, IObjectCreationOperation creation, Access part)
    {
        var elements = new List<FlowValue>();
        foreach (var initializer in creation.Initializer?.Initializers ?? [])
        {
            if (initializer is IInvocationOperation { TargetMethod.Name: "Add", Arguments: [.., { } last] })
                elements.Add(value.With(last.Value, part.Rest));
            else if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } entry)
                elements.Add(value.With(entry.Value, part.Rest));
        }

        var isOfFramework = creation.Type?.ContainingNamespace?.ToDisplayString()
            .StartsWith("System.Collections", StringComparison.Ordinal) == true;
        if (isOfFramework && creation.Arguments is [{ Value: { Type: { SpecialType: SpecialType.None } type } source }, ..]
            && type.AllInterfaces.Any(static face => face.SpecialType == SpecialType.System_Collections_IEnumerable))
            elements.Add(value.With(source));
        return elements.Count == 0 && !isOfFramework ? null : elements;
    }

    // The value that the initializer sets, the constructor argument of that name, or the value that the code of the constructor sets.
    private static IReadOnlyList<FlowValue>? OfObject(
        FlowValue value, IObjectCreationOperation creation, Access part, CancellationToken cancellationToken)
    {
        if (Initialized(value, creation.Initializer?.Initializers ?? [], part) is { } initialized)
            return initialized;
        var member = part.Symbol!;
        if (creation.Type is { IsRecord: true } && creation.Constructor is { } constructor
            && constructor.OriginalDefinition.Parameters.FirstOrDefault(parameter => IsDeclaredWith(parameter, member)) is { } positional
            && Arguments.Of(creation, positional) is { } argument)
            return [value.With(argument, part.Rest)];
        return MemberFlow.Around(creation) is { } members
            && members.GivenAtHome(member, cancellationToken) is { Count: > 0 } given && IsPlain(member)
            ? [.. given.Select(
                each => new FlowValue(each.Operation, Access.Join(each.Part, part.Rest), FlowCall.Enter(creation, value.Call)))]
            : MemberFlow.Around(creation) is { } own
                ? MemberSteps.Own(value with { Part = part.Rest }, member, own, FlowCall.Enter(creation, value.Call), cancellationToken)
                : null;
    }

    private static bool IsPlain(ISymbol member) => member is IFieldSymbol or IPropertySymbol { SetMethod: not null };

    // record Settings(string Model): the parameter declares the property.
    private static bool IsDeclaredWith(IParameterSymbol parameter, ISymbol member)
        => parameter.DeclaringSyntaxReferences is [{ } one] && member.DeclaringSyntaxReferences is [{ } other]
            && one.SyntaxTree == other.SyntaxTree && one.Span == other.Span;

    private static IReadOnlyList<FlowValue>? Positional(FlowValue value, IObjectCreationOperation creation, Access part)
        => creation is { Type.IsRecord: true, Constructor: { } constructor } && part.Index < constructor.Parameters.Length
            && Arguments.Of(creation, constructor.OriginalDefinition.Parameters[part.Index]) is { } argument
                ? [value.With(argument, part.Rest)]
                : null;

    private static IReadOnlyList<FlowValue>? Initialized(FlowValue value, IEnumerable<IOperation> initializers, Access part)
    {
        foreach (var assignment in initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IMemberReferenceOperation { Member: var member }
                && SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, part.Symbol))
                return [value.With(assignment.Value, part.Rest)];
        }

        return null;
    }
}
