using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>What an expression may be as a text: each text that some path through the code makes of it, with <see cref="Open"/> for what
/// only a run knows.</summary>
internal sealed partial class AddressTexts
{
    /// <summary>Stands in a text for a part that the code does not say.</summary>
    public const string Open = "…";

    // Enough for a table of providers; more says nothing new about where a request may go.
    private const int MostTexts = 24;
    private const int MostHops = 8;
    private const int MostSteps = 1500;

    private readonly Dictionary<ISymbol, List<string>> _given = new(SymbolEqualityComparer.Default);
    private readonly HashSet<SyntaxNode> _beingRead = [];
    private readonly CancellationToken _cancellationToken;
    private INamedTypeSymbol? _receiver;
    private int _steps;

    private AddressTexts(CancellationToken cancellationToken) => _cancellationToken = cancellationToken;

    /// <summary>The texts that a value may be.</summary>
    public static IReadOnlyList<string> Of(IOperation? value, CancellationToken cancellationToken)
        => new AddressTexts(cancellationToken).Text(value, 0);

    /// <summary>The texts that a value in the body of a method may be when these calls, outermost first, lead to the method.</summary>
    public static IReadOnlyList<string> Of(
        IOperation? value, IReadOnlyList<IInvocationOperation> calls, CancellationToken cancellationToken)
    {
        var texts = new AddressTexts(cancellationToken);
        texts._receiver = calls.Count == 0 ? null : calls[0].Instance?.Type as INamedTypeSymbol;
        foreach (var call in calls)
            texts.Give(call, 0);
        return texts.Text(value, 0);
    }

    private List<string> Text(IOperation? value, int hops) => Each(value, hops, ReadText);

    private List<string> ReadText(IOperation value, int hops) => value switch
    {
        { ConstantValue: { HasValue: true, Value: var constant } } => [Convert.ToString(constant, CultureInfo.InvariantCulture) ?? ""],
        IInterpolatedStringOperation interpolated => Chain(interpolated.Parts.Select(part => part switch
        {
            IInterpolatedStringTextOperation literal => Text(literal.Text, hops),
            IInterpolationOperation hole => Text(hole.Expression, hops),
            _ => [Open],
        })),
        IInterpolatedStringHandlerCreationOperation handler => Text(handler.Content, hops),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Chain([Text(sum.LeftOperand, hops), Text(sum.RightOperand, hops)]),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum => Chain([Text(sum.Target, hops), Text(sum.Value, hops)]),
        IObjectCreationOperation { Type.Name: "Uri" } uri
            => Joined(uri.Arguments.Select(static argument => argument.Value).Where(IsAboutText), hops),
        IObjectCreationOperation { Type.Name: "UriBuilder" } builder => Joined(Parts(builder), hops),
        IPropertyReferenceOperation { Property: { Name: "Uri", ContainingType.Name: "UriBuilder" }, Instance: { } builder }
            => Built(builder, hops),
        IPropertyReferenceOperation { Property: { Name: "AbsoluteUri" or "OriginalString", ContainingType.Name: "Uri" }, Instance: { } uri }
            => Text(uri, hops),
        IInvocationOperation call => OfForeign(call, hops),
        _ => [Open],
    };

    // Methods of the framework that pass a text on, or put texts together.
    private List<string> OfForeign(IInvocationOperation call, int hops)
    {
        var name = call.TargetMethod.Name;
        if (call.Instance is { Type.Name: "UriBuilder" } builder && name == "ToString")
            return Built(builder, hops);
        if (call.Instance is { } instance)
        {
            return name switch
            {
                "TrimEnd" => [.. Text(instance, hops).Select(static text => text.TrimEnd('/', ' ')).Distinct()],
                "TrimStart" => [.. Text(instance, hops).Select(static text => text.TrimStart('/', ' ')).Distinct()],
                "Trim" or "ToString" or "ToLower" or "ToLowerInvariant" or "Normalize" or "GetLeftPart" or "AsSpan" => Text(instance, hops),
                "Replace" when call.Arguments is [{ } old, { } with, ..]
                    => Replaced(Text(instance, hops), Text(old.Value, hops), Text(with.Value, hops)),
                "GetValue" when call.Arguments is [.., { } standard] && IsAboutText(standard.Value) && call.Arguments.Length > 1
                    => Either(Text(standard.Value, hops), [Open]),
                _ => [Open],
            };
        }

        var given = call.Arguments.SelectMany(static argument => Elements(Unconverted(argument.Value)) ?? [argument.Value]).ToList();
        return name switch
        {
            "Format" when given.FindIndex(IsAboutText) is var at and >= 0
                => Formatted(Text(given[at], hops), given.Skip(at + 1).ToList(), hops),
            "Concat" => Chain(given.Select(value => Text(value, hops))),
            "Join" when given.Count > 1 && call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String
                => Joined(given.Skip(1), hops),
            "Join" or "Combine" => Joined(given, hops),
            "Create" or "Invariant" or "CurrentCulture" when given.Count > 0 => Text(given[given.Count - 1], hops),
            "FromResult" or "AddQueryString" or "EscapeUriString" when given.Count > 0 => Text(given[0], hops),
            "GetValue" when given.Count > 2 && IsAboutText(given[given.Count - 1]) => Either(Text(given[given.Count - 1], hops), [Open]),
            _ => [Open],
        };
    }

    private List<string> Formatted(List<string> formats, List<IOperation> parts, int hops)
    {
        for (var index = 0; index < parts.Count; index++)
            formats = Replaced(formats, ["{" + index.ToString(CultureInfo.InvariantCulture) + "}"], Text(parts[index], hops));
        return formats;
    }

    private static List<string> Replaced(List<string> texts, List<string> olds, List<string> withs)
        => olds is [{ Length: > 0 } old] && old != Open
            ? [.. texts.SelectMany(text => text.Contains(old) ? withs.Select(with => text.Replace(old, with)) : [text])
            .Distinct().Take(MostTexts)]
            : texts;

    // With one slash between them, as a base address and a path are joined.
    private List<string> Joined(IEnumerable<IOperation> values, int hops)
    {
        List<string>? joined = null;
        foreach (var value in values)
        {
            var texts = Text(value, hops);
            joined = joined is null ? texts
                : [.. joined.SelectMany(left => texts.Select(
                    right => left.Length == 0 ? right : left.TrimEnd('/') + "/" + right.TrimStart('/'))).Distinct().Take(MostTexts)];
        }

        return joined ?? [Open];
    }

    private List<string> Built(IOperation builder, int hops) => Each(builder, hops, (value, deeper) =>
        value is IObjectCreationOperation { Type.Name: "UriBuilder" } creation
            ? Joined(Parts(creation).Concat(AssignedLater(builder)), deeper)
            : [Open]);

    private static IEnumerable<IOperation> Parts(IObjectCreationOperation creation)
        => creation.Arguments.Select(static argument => argument.Value).Where(static value => IsAboutText(value))
            .Concat(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .Where(IsPartOfAddress).Select(static assignment => assignment.Value) ?? []);

    // builder.Path = "/v1/chat/completions";
    private static IEnumerable<IOperation> AssignedLater(IOperation builder)
        => builder is ILocalReferenceOperation { Local: var local }
            ? OperationWalk.Root(builder).Descendants().OfType<ISimpleAssignmentOperation>()
                .Where(assignment => IsPartOfAddress(assignment)
                && assignment.Target is IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var target } }
                    && SymbolEqualityComparer.Default.Equals(target, local))
                .Select(static assignment => assignment.Value)
            : [];

    private static bool IsPartOfAddress(ISimpleAssignmentOperation assignment)
        => assignment.Target is IPropertyReferenceOperation { Property.Name: "Host" or "Path" };

    private static List<string> Chain(IEnumerable<List<string>> parts)
        => parts.Aggregate(new List<string> { "" },
            static (texts, next) => [.. texts.SelectMany(text => next.Select(end => text + end)).Distinct().Take(MostTexts)]);

    private static List<string> Either(List<string> one, List<string> other) => [.. one.Concat(other).Distinct().Take(MostTexts)];

    private static bool IsAboutText(IOperation value)
        => Unconverted(value).Type is { SpecialType: SpecialType.System_String } or { Name: "Uri" };

    private static IOperation Unconverted(IOperation value)
        => value is IConversionOperation conversion ? Unconverted(conversion.Operand) : value;
}
