using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>The forms in which code composes an address from other texts: concatenations, interpolations, and types of the
/// framework.</summary>
internal static class AddressForms
{
    /// <summary>The parts of a value whose text is not visible as a whole.</summary>
    public static Reading<AddressSet> Of(FlowValue value, CancellationToken cancellationToken) => value.Operation switch
    {
        IInterpolatedStringOperation text => Made(value, text.Parts.Select(Content), AddressSet.Chain),
        IInterpolatedStringHandlerCreationOperation handler => Same(value, handler.Content),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Made(value, [sum.LeftOperand, sum.RightOperand], AddressSet.Chain),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum => Made(value, [sum.Target, sum.Value], AddressSet.Chain),
        IObjectCreationOperation { Type.Name: "Uri" } uri => OfUri(value, uri.Arguments),
        IObjectCreationOperation { Type.Name: "UriBuilder" } builder => Made(value, Parts(builder), AddressSet.Join),
        IPropertyReferenceOperation { Property: { Name: "Uri", ContainingType.Name: "UriBuilder" }, Instance: { } builder }
            => OfBuilder(value, builder, cancellationToken),
        IPropertyReferenceOperation { Property: { Name: "AbsoluteUri" or "OriginalString", ContainingType.Name: "Uri" }, Instance: { } uri }
            => Same(value, uri),
        IInvocationOperation { Instance: { Type.Name: "UriBuilder" } builder, TargetMethod.Name: "ToString" }
            => OfBuilder(value, builder, cancellationToken),
        IInvocationOperation { Instance: { } text } call => OfCallOn(value, call, text),
        IInvocationOperation { TargetMethod: { Name: "Join", ContainingType.SpecialType: SpecialType.System_String } } call
            => OfJoin(value, call, cancellationToken),
        IInvocationOperation call => OfStaticCall(value, call),
        _ => Unknown,
    };

    /// <summary>The address from the arguments of <c>new Uri(...)</c> or <c>Uri.TryCreate(...)</c>.</summary>
    public static Reading<AddressSet> OfUri(FlowValue value, IEnumerable<IArgumentOperation> arguments)
        => Made(value, arguments.Where(static argument => argument.Parameter?.RefKind != RefKind.Out)
            .Select(static argument => argument.Value).Where(IsText), AddressSet.Join);

    private static Reading<AddressSet> Unknown => Reading<AddressSet>.Is(AddressSet.Unknown);

    private static Reading<AddressSet> Same(FlowValue value, IOperation text) => Reading<AddressSet>.OneOf(value.With(text, null));

    private static Reading<AddressSet> Made(
        FlowValue value, IEnumerable<IOperation> parts, Func<IReadOnlyList<AddressSet>, AddressSet> compose)
        => parts.Select(part => value.With(part, null)).ToList() is { Count: > 0 } values
            ? Reading<AddressSet>.MadeOf(values, compose)
            : Unknown;

    private static IOperation Content(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation literal => literal.Text,
        IInterpolationOperation hole => hole.Expression,
        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [{ } appended, ..] } } => appended.Value,
        _ => part,
    };

    private static Reading<AddressSet> OfCallOn(FlowValue value, IInvocationOperation call, IOperation text)
        => call.TargetMethod.Name switch
    {
        "TrimEnd" => Made(value, [text], static parts => parts[0].Each(static each => each.TrimEnd('/', ' '))),
        "TrimStart" => Made(value, [text], static parts => parts[0].Each(static each => each.TrimStart('/', ' '))),
        "Trim" or "ToString" or "ToLower" or "ToLowerInvariant" or "Normalize" or "GetLeftPart" or "AsSpan" => Same(value, text),
        "Replace" when call.Arguments is [{ Value: var old }, { Value: var other }, ..]
            => Made(value, [text, old, other], static parts => parts[0].Replace(parts[1], parts[2])),
        "GetValue" when call.Arguments is [_, .., { Value: var standard }] && IsText(standard) => OrUnknown(value, standard),
        _ => Unknown,
    };

    private static Reading<AddressSet> OfStaticCall(FlowValue value, IInvocationOperation call)
    {
        var given = call.Arguments.SelectMany(static argument => Elements(argument.Value).AsEnumerable()).ToList();
        return call.TargetMethod.Name switch
        {
            "Format" when given.FindIndex(IsText) is var at and >= 0 => Made(value, given.Skip(at), Format),
            "Concat" => Made(value, given, AddressSet.Chain),
            "Join" or "Combine" => Made(value, given, AddressSet.Join),
            "Create" or "Invariant" or "CurrentCulture" when given.Count > 0 => Same(value, given[given.Count - 1]),
            "FromResult" or "AddQueryString" or "EscapeUriString" when given.Count > 0 => Same(value, given[0]),
            "GetValue" when given.Count > 2 && IsText(given[given.Count - 1]) => OrUnknown(value, given[given.Count - 1]),
            _ => Unknown,
        };
    }

    // string.Join("/", parts), where the parts may be the params array of the method around it.
    private static Reading<AddressSet> OfJoin(FlowValue value, IInvocationOperation call, CancellationToken cancellationToken)
    {
        var parts = call.Arguments.Skip(1).SelectMany(static argument => Elements(argument.Value).AsEnumerable())
            .SelectMany(part => PartsOf(value.With(part, null), cancellationToken)).ToList();
        return parts.Count > 0 ? Reading<AddressSet>.MadeOf(parts, AddressSet.Join) : Unknown;
    }

    private static IEnumerable<FlowValue> PartsOf(FlowValue part, CancellationToken cancellationToken)
        => IsText(part.Operation) || Sources.Of(part, null, cancellationToken) is not [{ Part: null } array]
            || Elements(array.Operation) is var elements && elements is [var only] && only == array.Operation
            ? [part]
            : elements.Select(element => array.With(element, null));

    // configuration.GetValue("Llm:Url", "https://..."): the default value, or the value in the configuration.
    private static Reading<AddressSet> OrUnknown(FlowValue value, IOperation standard)
        => Made(value, [standard], static parts => parts[0].Or(AddressSet.Unknown));

    private static AddressSet Format(IReadOnlyList<AddressSet> parts)
    {
        var texts = parts[0];
        for (var index = 1; index < parts.Count; index++)
            texts = texts.Replace(AddressSet.Of($"{{{index - 1}}}"), parts[index]);
        return texts;
    }

    // The builder with its initial value, and the host and path that are assigned to it before the address is read.
    private static Reading<AddressSet> OfBuilder(FlowValue value, IOperation builder, CancellationToken cancellationToken)
    {
        var later = builder is ILocalReferenceOperation local
            ? BodyFlow.Of(local).Reaching(local, local.Local, cancellationToken).Definitions.Where(static one => one.Part is null).ToList()
            : [];
        var hosts = later.Where(static definition => Sets(definition, "Host")).ToList();
        var paths = later.Where(static definition => Sets(definition, "Path")).ToList();
        return Made(value, hosts.Concat(paths).Select(static definition => definition.Value).Prepend(builder), parts =>
        {
            var joined = new List<AddressSet> { parts[0] };
            if (hosts.Count > 0)
                joined.Add(parts.Skip(1).Take(hosts.Count).Aggregate(static (one, other) => one.Or(other)));
            if (paths.Count > 0)
                joined.Add(parts.Skip(1 + hosts.Count).Aggregate(static (one, other) => one.Or(other)));
            return AddressSet.Join(joined);
        });
    }

    // builder.Path = "/v1/responses"
    private static bool Sets(Definition definition, string property)
        => definition.Into is { Kind: AccessKind.Member, Symbol.Name: var name, Rest: null } && name == property;

    private static IEnumerable<IOperation> Parts(IObjectCreationOperation builder)
        => builder.Arguments.Select(static argument => argument.Value).Where(IsText)
            .Concat((builder.Initializer?.Initializers ?? []).OfType<ISimpleAssignmentOperation>()
                .Where(static assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "Host" or "Path" })
                .Select(static assignment => assignment.Value));

    // The elements of a params array, or of an array that is written in place.
    private static ImmutableArray<IOperation> Elements(IOperation given) => Unconverted(given) switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        ICollectionExpressionOperation collection => collection.Elements,
        _ => [given],
    };

    private static bool IsText(IOperation value)
        => Unconverted(value).Type is { SpecialType: SpecialType.System_String } or { Name: "Uri" };

    private static IOperation Unconverted(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value;
    }
}
