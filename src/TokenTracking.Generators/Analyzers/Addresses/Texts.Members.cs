using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Addresses;

/// <summary>What fields and properties hold, and what the methods of this compilation return for the arguments of a call.</summary>
internal sealed partial class Texts
{
    private List<string> OfMember(IMemberReferenceOperation member, int hops, Func<IOperation, int, List<string>> read)
    {
        if (Computed(member) is [_, ..] computed)
            return All(computed, hops, read);
        var values = PrivateUses.ValuesAtHome(member.Member, member).Where(value => IsOf(member.Member, value)).ToList();
        var texts = values.Count == 0 ? [] : All(values, hops, read);
        if (member.Member is IPropertySymbol { DeclaringSyntaxReferences: [{ } reference] }
            && reference.GetSyntax(_cancellationToken) is ParameterSyntax { Default.Value: { } standard } && Model(member, standard)?.GetOperation(standard, _cancellationToken) is { } initial)
            texts = Either(texts, Each(initial, hops, read));
        if (member.Instance is ILocalReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } or IInvocationOperation or IFieldReferenceOperation)
            texts = Either(texts, [.. Each(member.Instance, hops, (value, deeper) => Set(member.Member, value) is { } set ? Each(set, deeper, read) : []).Where(static text => text != Open)]);
        return texts.Count == 0 ? [Open] : texts;
    }

    // new Settings { Url = "..." }, new Settings("..."), new { Url = "..." }
    private static IOperation? Set(ISymbol member, IOperation value) => value switch
    {
        IObjectCreationOperation creation => Initialized(member, creation.Initializer?.Initializers)
            ?? creation.Arguments.FirstOrDefault(argument => string.Equals(argument.Parameter?.Name, member.Name, StringComparison.OrdinalIgnoreCase))?.Value,
        IAnonymousObjectCreationOperation anonymous => Initialized(member, anonymous.Initializers),
        _ => null,
    };

    private static IOperation? Initialized(ISymbol member, IEnumerable<IOperation>? initializers)
        => initializers?.OfType<ISimpleAssignmentOperation>().FirstOrDefault(assignment => assignment.Target is IMemberReferenceOperation { Member.Name: var name } && name == member.Name)?.Value;

    private static bool IsOf(ISymbol member, IOperation value)
    {
        var holder = value.Parent;
        while (holder is IConversionOperation or IParenthesizedOperation)
            holder = holder.Parent;
        return holder is not IAssignmentOperation assignment
            || assignment.Target is IMemberReferenceOperation { Member: var target } && SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, member.OriginalDefinition);
    }

    private IReadOnlyList<IOperation> Computed(IMemberReferenceOperation member)
    {
        if (member.Member is not IPropertySymbol { DeclaringSyntaxReferences: [{ } reference] } || reference.GetSyntax(_cancellationToken) is not PropertyDeclarationSyntax property)
            return [];
        var getter = property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.Keyword.ValueText == "get");
        SyntaxNode? body = property.ExpressionBody?.Expression ?? getter?.ExpressionBody?.Expression ?? (SyntaxNode?)getter?.Body;
        return body is not null && Model(member, body)?.GetOperation(body, _cancellationToken) is { } operation ? body is ExpressionSyntax ? [operation] : [.. Returned(operation)] : [];
    }

    private List<string> OfMethod(IInvocationOperation call, IReadOnlyList<IOperation> bodies, int hops, Func<IOperation, int, List<string>> read)
    {
        Give(call, hops);
        return Once(bodies[0].Syntax, () => All(bodies, hops, read));
    }

    private void Give(IInvocationOperation call, int hops)
    {
        var parameters = call.TargetMethod.OriginalDefinition.Parameters;
        var given = call.Arguments.Where(argument => argument.Parameter is { } parameter && parameter.Ordinal < parameters.Length)
            .Select(argument => (Parameter: parameters[argument.Parameter!.Ordinal], Texts: Text(argument.Value, hops))).ToList();
        foreach (var (parameter, texts) in given)
            _given[parameter] = texts;
    }

    private IReadOnlyList<IOperation> Bodies(IMethodSymbol method, IOperation from)
    {
        if (method.DeclaringSyntaxReferences is not [{ } reference] || !Speaks(method.ReturnType))
            return [];
        var syntax = reference.GetSyntax(_cancellationToken);
        return Model(from, syntax)?.GetOperation(syntax, _cancellationToken) is { } body ? [.. Returned(body)] : [];
    }

    private static bool Speaks(ITypeSymbol type)
        => type is { SpecialType: SpecialType.System_String } or { Name: "Uri" or "UriBuilder" } or { IsTupleType: true } or { SpecialType: SpecialType.None, Locations: [{ IsInSource: true }, ..] }
            || type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ } result] } && Speaks(result);

    private static IEnumerable<IOperation> Returned(IOperation body)
    {
        foreach (var child in body.ChildOperations)
        {
            if (child is IReturnOperation { ReturnedValue: { } value })
                yield return value;
            else if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            {
                foreach (var inner in Returned(child))
                    yield return inner;
            }
        }
    }

    private static SemanticModel? Model(IOperation from, SyntaxNode node)
        => from.SemanticModel is not { } model ? null : node.SyntaxTree == model.SyntaxTree ? model
            : model.Compilation.ContainsSyntaxTree(node.SyntaxTree) ? model.Compilation.GetSemanticModel(node.SyntaxTree) : null;
}
