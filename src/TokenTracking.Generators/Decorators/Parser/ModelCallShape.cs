using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Recognizes a call of a model whose result states no usage: content and options go in, generated content comes out.</summary>
internal static class ModelCallShape
{
    private static readonly string[] Options =
        ["Options", "Settings", "Params", "Parameters", "Config", "Configuration", "Request", "Arguments"];

    // A request object holds the content as well as the options.
    private static readonly string[] Requests = ["Request", "Params", "Parameters"];

    private static readonly string[] Contents =
        ["Request", "Params", "Parameters", "History", "Prompt", "Input", "Message", "Messages", "Content", "Conversation", "Part"];

    private static readonly string[] Prompts =
        ["prompt", "text", "message", "messages", "input", "inputs", "question", "query", "content", "instruction", "conversation"];

    private static readonly string[] Answers =
    [
        "Message", "Completion", "Content", "Embedding", "Transcription", "Translation", "Answer", "Reply", "Image", "Audio", "Speech",
        "Generation",
    ];

    // Words that say of themselves only that something is returned.
    private static readonly string[] Returned = ["Response", "Result", "Chunk", "Update"];

    private static readonly string[] Generated =
    [
        "Chat", "Completion", "Message", "Generat", "Content", "Answer", "Embed", "Speech", "Transcri", "Image", "Audio", "Infer",
        "Converse",
    ];

    /// <summary>True if a member plainly calls a model; otherwise, false.</summary>
    /// <param name="method">The member.</param>
    /// <param name="shape">When its call ends.</param>
    /// <param name="result">What it returns in the end.</param>
    public static bool Is(IMethodSymbol method, CallShape shape, ITypeSymbol result)
    {
        if (SdkCalls.Includes(method))
            return true;
        if (UsageShapes.IsLookAlike(result) || IsFree(method))
            return false;
        var parameters = method.Parameters
            .Where(static parameter => !parameter.Type.IsIn("System.Threading", "CancellationToken")).ToList();
        if (!parameters.Any(IsOptions) || parameters.Find(IsContent) is not { } content)
            return false;
        var isEnvelope = UsageShapes.Holders(result) is [var holder];
        var answer = isEnvelope && Members.FindProperty(result, UsageShapes.Holders(result)[0]) is { } held ? held.Type : result;
        if (shape == CallShape.Result && !isEnvelope)
            return false;
        return answer.SpecialType == SpecialType.System_String
            ? Prompts.Contains(content.Name, StringComparer.OrdinalIgnoreCase)
            : IsAnswer(answer);
    }

    /// <summary>True for a text that a model is asked to answer.</summary>
    public static bool IsPrompt(IParameterSymbol parameter)
        => parameter.Type.SpecialType == SpecialType.System_String && Prompts.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>True for content that a model is asked to answer, and for options of such a call; false for a text of any other
    /// kind.</summary>
    public static bool IsContentOrOptions(IParameterSymbol parameter)
        => parameter.Type.SpecialType != SpecialType.System_String && !IsTransport(parameter.Type)
            && (IsContent(parameter) || IsOptions(parameter));

    // Options of the request itself, as every member of an SDK has them.
    private static bool IsTransport(ITypeSymbol type)
        => type.Name is "RequestOptions" or "RequestContext" or "ApiRequestOptions" or "RequestParameters";

    // Moderation is free of charge with every provider that offers it.
    private static bool IsFree(IMethodSymbol method) => method.ContainingType.Name.Contains("Moderation");

    private static bool IsOptions(IParameterSymbol parameter) => Ends(Members.Underlying(parameter.Type).Name, Options);

    private static bool IsContent(IParameterSymbol parameter)
    {
        var type = Members.Underlying(parameter.Type);
        if (type.SpecialType == SpecialType.System_String)
            return Prompts.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase) || !IsIdentifier(parameter.Name);
        if (type.IsIn("System", "BinaryData") || type.IsIn("System.IO", "Stream") || type.IsIn("System.ClientModel", "BinaryContent"))
            return true;
        if (Ends(type.Name, Requests))
            return true;
        var element = ResultBinding.ElementOf(type)
            ?? (type.IsIn("System.Collections.Generic", "IEnumerable", 1) ? ((INamedTypeSymbol)type).TypeArguments[0] : null);
        return Ends(type.Name, Contents)
            || (element is not null && (element.SpecialType == SpecialType.System_String || Ends(element.Name, Contents)));
    }

    private static bool IsIdentifier(string name)
        => name.EndsWith("id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("name", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("key", StringComparison.OrdinalIgnoreCase) || name.EndsWith("path", StringComparison.OrdinalIgnoreCase);

    private static bool IsAnswer(ITypeSymbol type)
    {
        if (ResultBinding.ElementOf(type) is { } element && type.SpecialType != SpecialType.System_String)
            return IsAnswer(element);
        var name = type.Name.EndsWith("s", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - 1) : type.Name;
        return type.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) != true
            && (Ends(name, Answers) || (Ends(name, Returned) && Array.Exists(Generated, name.Contains)));
    }

    private static bool Ends(string name, string[] words)
        => Array.Exists(words, word => name.EndsWith(word, StringComparison.Ordinal));
}
