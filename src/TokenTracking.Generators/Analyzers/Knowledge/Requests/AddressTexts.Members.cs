using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>What fields and properties hold, and what the methods of this compilation return for the arguments of a call.</summary>
internal sealed partial class AddressTexts
{
    private List<string> OfMember(IMemberReferenceOperation member, int hops, Func<IOperation, int, List<string>> read)
    {
        var texts = Standing(member.Member, member)
            .Aggregate(new List<string>(), (known, symbol) => Either(known, OfSymbol(symbol, member, hops, read)));
        if (member.Instance is ILocalReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
            or IInvocationOperation or IFieldReferenceOperation)
            texts = Either(
                texts, [.. Each(member.Instance, hops, (value, deeper) => Set(member.Member, value) is { } set
                    ? Each(set, deeper, read)
                    : []).Where(static text => text != Open)]);
        return texts.Count == 0 ? [Open] : texts;
    }

    // base.Endpoint is the member that it names; this.Endpoint may be that of any type below.
    private IEnumerable<ISymbol> Standing(ISymbol member, IOperation use)
        => use.SemanticModel is not { } model || use is IMemberReferenceOperation { Instance.Syntax: BaseExpressionSyntax }
            or IInvocationOperation { Instance.Syntax: BaseExpressionSyntax }
            ? [member.OriginalDefinition]
            : DerivedTypes.Standing(DerivedTypes.Seen(member, _receiver), model.Compilation);

    private List<string> OfSymbol(ISymbol symbol, IMemberReferenceOperation from, int hops, Func<IOperation, int, List<string>> read)
    {
        if (Computed(symbol, from) is [_, ..] computed)
            return All(computed, hops, read);
        if (!SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, from.SemanticModel?.Compilation.Assembly))
            return [];
        var values = PrivateUses.ValuesAtHome(symbol, from).Where(value => IsOf(symbol, value)).ToList();
        if (from.SemanticModel is { } model)
            values.AddRange(DerivedTypes.Assigned(symbol, _receiver, model.Compilation)
                .Select(value => Operation(from, value)).OfType<IOperation>().Where(value => IsOf(symbol, value)));
        var texts = values.Count == 0 ? [] : All(values, hops, read);
        if (symbol is IPropertySymbol { DeclaringSyntaxReferences: [{ } reference], ContainingType: var type }
            && reference.GetSyntax(_cancellationToken) is ParameterSyntax declared
            && type.InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
                .FirstOrDefault(parameter => parameter.DeclaringSyntaxReferences is [{ } own]
                && own.SyntaxTree == declared.SyntaxTree && own.Span == declared.Span) is { } positional)
            texts = Either(texts, OfParameter(positional, from, hops, read));
        return texts;
    }

    // new Settings { Url = "..." }, new Settings("..."), new { Url = "..." }
    private static IOperation? Set(ISymbol member, IOperation value) => value switch
    {
        IObjectCreationOperation creation => Initialized(member, creation.Initializer?.Initializers)
            ?? creation.Arguments.FirstOrDefault(
                argument => string.Equals(argument.Parameter?.Name, member.Name, StringComparison.OrdinalIgnoreCase))?.Value,
        IAnonymousObjectCreationOperation anonymous => Initialized(member, anonymous.Initializers),
        _ => null,
    };

    private static IOperation? Initialized(ISymbol member, IEnumerable<IOperation>? initializers)
        => initializers?.OfType<ISimpleAssignmentOperation>().FirstOrDefault(
            assignment => assignment.Target is IMemberReferenceOperation { Member.Name: var name } && name == member.Name)?.Value;

    private static bool IsOf(ISymbol member, IOperation value)
    {
        var holder = value.Parent;
        while (holder is IConversionOperation or IParenthesizedOperation)
            holder = holder.Parent;
        return holder is not IAssignmentOperation assignment
            || assignment.Target is IMemberReferenceOperation { Member: var target }
            && SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, member.OriginalDefinition);
    }

    private IReadOnlyList<IOperation> Computed(ISymbol symbol, IOperation from)
    {
        if (symbol is not IPropertySymbol { DeclaringSyntaxReferences: [{ } reference] }
            || reference.GetSyntax(_cancellationToken) is not PropertyDeclarationSyntax property)
            return [];
        var getter = property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.Keyword.ValueText == "get");
        SyntaxNode? body = property.ExpressionBody?.Expression ?? getter?.ExpressionBody?.Expression ?? (SyntaxNode?)getter?.Body;
        return body is not null && Operation(from, body) is { } operation ? body is ExpressionSyntax ? [operation]
            : [.. Returned(operation)]
            : [];
    }

    private List<string> OfMethod(
        IInvocationOperation call, IReadOnlyList<IOperation> bodies, int hops, Func<IOperation, int, List<string>> read)
    {
        Give(call, hops);
        return Once(bodies[0].Syntax, () => All(bodies, hops, read));
    }

    private void Give(IInvocationOperation call, int hops)
    {
        var given = call.Arguments.Where(static argument => argument.Parameter is not null)
            .Select(argument => (argument.Parameter!.Ordinal, Texts: Text(argument.Value, hops))).ToList();
        foreach (var parameters in Standing(call.TargetMethod, call).OfType<IMethodSymbol>().Select(static method => method.Parameters))
        {
            foreach (var (ordinal, texts) in given.Where(one => one.Ordinal < parameters.Length))
                _given[parameters[ordinal]] = texts;
        }
    }

    private IReadOnlyList<IOperation> Bodies(IInvocationOperation call)
        => Speaks(call.TargetMethod.OriginalDefinition.ReturnType)
            ? [.. Standing(call.TargetMethod, call).SelectMany(method => Bodies(method, call))]
            : [];

    private IEnumerable<IOperation> Bodies(ISymbol method, IOperation from)
        => method.DeclaringSyntaxReferences is [{ } reference] && Operation(from, reference.GetSyntax(_cancellationToken)) is { } body
            ? Returned(body)
            : [];

    private static bool Speaks(ITypeSymbol type)
        => type is { SpecialType: SpecialType.System_String } or { Name: "Uri" or "UriBuilder" }
            or { IsTupleType: true } or { SpecialType: SpecialType.None, Locations: [{ IsInSource: true }, ..] }
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

    private IOperation? Operation(IOperation from, SyntaxNode node) => Model(from, node)?.GetOperation(node, _cancellationToken);

    private static SemanticModel? Model(IOperation from, SyntaxNode node)
        => from.SemanticModel is not { } model ? null : node.SyntaxTree == model.SyntaxTree ? model
            : model.Compilation.ContainsSyntaxTree(node.SyntaxTree) ? model.Compilation.GetSemanticModel(node.SyntaxTree) : null;
}
