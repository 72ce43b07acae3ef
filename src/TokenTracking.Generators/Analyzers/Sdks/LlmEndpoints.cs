using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Sdks;

/// <summary>The addresses under which LLMs answer and bill.</summary>
internal static class LlmEndpoints
{
    // Paths that nothing but an LLM has.
    private static readonly string[] Distinct =
        ["chat/completions", ":generateContent", ":streamGenerateContent", "/v1/complete", "openai/deployments", "/converse-stream"];

    // Paths that others have too, and what has to stand in the address or beside it.
    private static readonly (string Path, string[] Beside)[] Shared =
    [
        ("v1/messages", ["anthropic"]),
        ("/messages", ["api.anthropic.com", "anthropic-version"]),
        ("/responses", ["api.openai.com"]),
        ("/completions", ["api.openai.com", "api.mistral.ai", "api.deepseek.com", "api.groq.com", "api.x.ai"]),
        ("/embeddings", ["api.openai.com", "api.mistral.ai", "openai.azure.com", "api.voyageai.com"]),
        ("images/generations", ["api.openai.com", "openai.azure.com"]),
        ("images/edits", ["api.openai.com", "openai.azure.com"]),
        ("audio/speech", ["api.openai.com", "openai.azure.com"]),
        ("audio/transcriptions", ["api.openai.com", "openai.azure.com", "api.groq.com"]),
        ("audio/translations", ["api.openai.com", "openai.azure.com", "api.groq.com"]),
        ("api/generate", ["ollama", "11434"]),
        ("api/chat", ["ollama", "11434", "api.cohere.com"]),
        ("api/embed", ["ollama", "11434"]),
        ("/model/", ["bedrock-runtime"]),
    ];

    // Under the same paths, without a bill.
    // Locals, fields and properties of half-written code may be made of themselves.
    private const int DeepestText = 4;

    private static readonly string[] Free = ["count_tokens", "countTokens", "/files", "/batches"];

    /// <summary>The address as far as the code says it, where it is that of an LLM; null otherwise.</summary>
    /// <param name="address">The expression that is the address.</param>
    /// <param name="further">What a team's own addresses have in them.</param>
    /// <param name="surroundings">The source of the type around it, for paths that are not telling by themselves.</param>
    public static string? Find(IOperation address, ImmutableArray<string> further, Func<string> surroundings)
    {
        var text = Text(address);
        if (text is null || text.Length < 8 || Free.Any(part => Has(text, part)))
            return null;
        if (Distinct.Any(path => Has(text, path)) || further.Any(part => Has(text, part)))
            return text;
        foreach (var (path, beside) in Shared)
        {
            if (Has(text, path) && (beside.Any(word => Has(text, word)) || (!HasHost(text) && beside.Any(word => Has(surroundings(), word)))))
                return text;
        }

        return null;
    }

    /// <summary>True for a text that stands in the call and has a path in it: worth asking where it goes.</summary>
    public static bool MayBeAddress(IOperation value)
        => value is { ConstantValue.HasValue: true } or IInterpolatedStringOperation or IBinaryOperation && Text(value) is { Length: >= 8 } text && text.IndexOf('/') >= 0;

    // https://search.example.com/embeddings says where it goes; /embeddings leaves that to what stands around it.
    private static bool HasHost(string text)
        => text.IndexOf("://", StringComparison.Ordinal) is var at and > 0 && at + 3 < text.Length && (char.IsLetterOrDigit(text[at + 3]) || text[at + 3] == '[');

    private static string? Text(IOperation? value, int depth = 0) => value switch
    {
        null => null,
        _ when depth > DeepestText => null,
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        { ConstantValue: { HasValue: true, Value: int port } } => port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        IConversionOperation conversion => Text(conversion.Operand, depth),
        IInterpolatedStringOperation interpolated => string.Concat(interpolated.Parts.Select(part => part switch
        {
            IInterpolatedStringTextOperation { Text: { } text } => Text(text, depth),
            IInterpolationOperation { Expression: { } expression } => Text(expression, depth) ?? "…",
            _ => "",
        })),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => (Text(sum.LeftOperand, depth) ?? "…") + (Text(sum.RightOperand, depth) ?? "…"),
        IObjectCreationOperation { Type.Name: "Uri" } uri => string.Concat(uri.Arguments.Select(argument => Text(argument.Value, depth))),
        IPropertyReferenceOperation { Property.Name: "Uri", Instance: IObjectCreationOperation { Type.Name: "UriBuilder" } builder }
            => string.Concat(builder.Arguments.Select(argument => Text(argument.Value, depth)).Concat(Initialized(builder, depth))),
        IInvocationOperation { TargetMethod: { Name: "Format" or "Concat" or "Join" or "Combine", IsStatic: true } } joined => Joined(joined, depth),
        IInvocationOperation { TargetMethod: { Name: "TrimEnd" or "TrimStart" or "Trim" or "Replace", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } trimmed } => Text(trimmed, depth),
        ILocalReferenceOperation local => Text(Twice.Origins.Of(local) is { } origin and not ILocalReferenceOperation ? origin : null, depth + 1),
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol } member => Kept(member, depth),
        ICoalesceOperation coalesce => Text(coalesce.Value, depth) ?? Text(coalesce.WhenNull, depth),
        _ => null,
    };

    // string.Format("{0}/v1/chat/completions", host), Path.Combine(host, "v1/chat/completions"): the parts that are known, in their order.
    private static string? Joined(IInvocationOperation call, int depth)
    {
        var parts = call.Arguments.SelectMany(static argument => argument.Value is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues : [argument.Value])
            .Select(value => Text(value, depth)).OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join("/", parts);
    }

    private static IEnumerable<string?> Initialized(IObjectCreationOperation creation, int depth)
        => creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(assignment => Text(assignment.Value, depth)) ?? [];

    // A field that its type sets once, to an address: static readonly string Url = "https://...". Or a property that puts one together.
    private static string? Kept(IMemberReferenceOperation member, int depth)
        => Computed(member) is { } computed ? Text(computed, depth + 1)
            : member.Member is { IsImplicitlyDeclared: false } && IsAboutText(member.Type) && PrivateUses.ValuesAtHome(member.Member, member) is [{ } value]
            && value is not IMemberReferenceOperation ? Text(value, depth + 1) : null;

    private static IOperation? Computed(IMemberReferenceOperation member)
        => IsAboutText(member.Type) && member is { Member: IPropertySymbol { DeclaringSyntaxReferences: [{ } reference] }, SemanticModel: { } model }
            && reference.SyntaxTree == model.SyntaxTree
            && reference.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody.Expression: not IdentifierNameSyntax and { } body }
            ? model.GetOperation(body)
            : null;

    private static bool IsAboutText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or { Name: "Uri" };

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
