using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Operations;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Where a value may come from: other paths, locals, members, tables and the methods of this compilation.</summary>
internal sealed partial class AddressTexts
{
    // Reads every expression that may be the value; the branches of the code are walked here, once for all kinds of reading.
    private List<string> Each(IOperation? value, int hops, Func<IOperation, int, List<string>> read)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (value is null || hops > MostHops || ++_steps > MostSteps)
            return [Open];
        if (value.ConstantValue.HasValue)
            return read(value, hops);
        return value switch
        {
            IConversionOperation conversion => Each(conversion.Operand, hops, read),
            IParenthesizedOperation parenthesized => Each(parenthesized.Operand, hops, read),
            IAwaitOperation awaited => Each(awaited.Operation, hops, read),
            ISimpleAssignmentOperation assignment => Each(assignment.Value, hops, read),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => All([conditional.WhenTrue, otherwise], hops, read),
            ICoalesceOperation coalesce => All([coalesce.Value, coalesce.WhenNull], hops, read),
            ISwitchExpressionOperation choice => All(choice.Arms.Select(static arm => arm.Value), hops, read),
            IConditionalAccessOperation access => Each(access.WhenNotNull, hops, read),
            IConditionalAccessInstanceOperation inner => Each(Accessed(inner), hops, read),
            IThrowOperation => [],
            ILocalReferenceOperation local
                => Once(local.Syntax,
                () => All(LocalAssignments.At(local), hops + 1, (written, deeper) => OfWrite(local.Local, written, deeper, read))),
            IParameterReferenceOperation { Parameter: var parameter } => OfParameter(parameter, value, hops + 1, read),
            IFieldReferenceOperation { Field: { CorrespondingTupleField: { } place, ContainingType.IsTupleType: true },
                Instance: { } tuple }
                => Element(
                    tuple, int.TryParse(place.Name.Substring("Item".Length), NumberStyles.None, CultureInfo.InvariantCulture,
                    out var number) ? number - 1 : -1, hops, read),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } table } => OfTable(table, hops, read),
            IArrayElementReferenceOperation element => OfTable(element.ArrayReference, hops, read),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member when !IsOfAddressType(member)
                => Once(member.Syntax, () => OfMember(member, hops + 1, read)),
            IInvocationOperation call when Bodies(call) is [_, ..] bodies => OfMethod(call, bodies, hops + 1, read),
            _ => read(value, hops),
        };
    }

    // Throwing paths say nothing; where all do, nothing is known.
    private List<string> All(IEnumerable<IOperation> values, int hops, Func<IOperation, int, List<string>> read)
    {
        var texts = values.SelectMany(value => Each(value, hops, read)).Distinct().Take(MostTexts).ToList();
        return texts.Count == 0 ? [Open] : texts;
    }

    // A value that is made of itself is open.
    private List<string> Once(SyntaxNode place, Func<List<string>> read)
    {
        if (!_beingRead.Add(place))
            return [Open];
        var texts = read();
        _beingRead.Remove(place);
        return texts;
    }

    private List<string> OfWrite(ILocalSymbol local, IOperation written, int hops, Func<IOperation, int, List<string>> read)
        => written switch
    {
        IDeconstructionAssignmentOperation { Target: var target } deconstruction when Tuple(target) is { } tuple
            => Element(deconstruction.Value,
                tuple.Elements.ToList().FindIndex(element => element.DescendantsAndSelf().OfType<ILocalReferenceOperation>()
                .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))), hops, read),
        IForEachLoopOperation loop => OfTable(loop.Collection, hops, read),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "TryGetValue" } } lookup }
            => OfTable(lookup.Instance, hops, read),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "TryCreate", ContainingType.Name: "Uri" } } made }
            => Joined(made.Arguments.Where(static argument => argument.Parameter?.RefKind == RefKind.None && IsAboutText(argument.Value))
                .Select(static argument => argument.Value), hops),
        IIsPatternOperation test => Each(test.Value, hops, read),
        _ => read(written, hops),
    };

    private List<string> OfParameter(IParameterSymbol parameter, IOperation from, int hops, Func<IOperation, int, List<string>> read)
    {
        if (_given.TryGetValue(parameter, out var given))
            return given;
        List<string> texts = parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: string standard }
            ? [standard, Open]
            : [Open];
        return parameter.DeclaringSyntaxReferences is [{ } declared] && from.SemanticModel is { } model
            && DerivedTypes.Handed(parameter, _receiver, model.Compilation)
            .Select(value => Operation(from, value)).OfType<IOperation>().ToList() is [_, ..] handed
            ? Once(declared.GetSyntax(_cancellationToken), () => Either(texts, All(handed, hops, read)))
            : texts;
    }

    private List<string> Element(IOperation? tuple, int index, int hops, Func<IOperation, int, List<string>> read)
        => Each(tuple, hops, (value, deeper) => value is ITupleOperation { Elements: var elements } && index >= 0 && index < elements.Length
            ? Each(elements[index], deeper, read)
            : [Open]);

    private List<string> OfTable(IOperation? table, int hops, Func<IOperation, int, List<string>> read)
        => Each(table, hops, (value, deeper) => Elements(value) is { } elements ? All(elements, deeper, read) : [Open]);

    // The values of an array, a list or a dictionary that is written out; null for anything else.
    private static IEnumerable<IOperation>? Elements(IOperation value) => value switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation collection => collection.Elements,
        IObjectCreationOperation { Initializer: { } initializer, Type.Name: not ("Uri" or "UriBuilder") }
            => initializer.Initializers.Select(static element => element switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } } entry => entry.Value,
            IInvocationOperation { TargetMethod.Name: "Add", Arguments: [.., { } last] } => last.Value,
            _ => null,
        }).OfType<IOperation>(),
        _ => null,
    };

    private static ITupleOperation? Tuple(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple,
        IDeclarationExpressionOperation { Expression: ITupleOperation declared } => declared,
        _ => null,
    };

    private static IOperation? Accessed(IOperation inner)
    {
        for (var current = inner.Parent; current is not null; inner = current, current = current.Parent)
        {
            if (current is IConditionalAccessOperation access && access.WhenNotNull == inner)
                return access.Operation;
        }

        return null;
    }

    private static bool IsOfAddressType(IMemberReferenceOperation member) => member.Member.ContainingType?.Name is "Uri" or "UriBuilder";
}
