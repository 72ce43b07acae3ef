using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>Writes how a usage object becomes a <c>TokenUsage</c>.</summary>
internal sealed class UsageCounts(Members members)
{
    private const string TokenUsage = "global::TokenTracking.TokenUsage";

    public static bool IsTokenUsage(ITypeSymbol type) => Members.Underlying(type).IsIn("TokenTracking", "TokenUsage");

    /// <summary>The counts of the object that a local holds.</summary>
    /// <param name="local">The local; not null.</param>
    /// <param name="type">Its type.</param>
    /// <param name="needsBoth">True where the object is not called usage: then only input and output together make it one.</param>
    /// <returns>The code; null where the names are missing or contradict each other.</returns>
    public string? TryRead(string local, ITypeSymbol type, bool needsBoth)
    {
        if (IsTokenUsage(type))
            return local;

        var input = Find(local, type, UsageRoles.Input);
        var output = Find(local, type, UsageRoles.Output);
        if (needsBoth ? input is null || output is null : input is null && output is null)
            return null;

        var readInside = Find(local, type, UsageRoles.CacheReadInside);
        var readBeside = Find(local, type, UsageRoles.CacheReadBeside);
        var writeInside = Find(local, type, UsageRoles.CacheWriteInside);
        var writeBeside = Find(local, type, UsageRoles.CacheWriteBeside);
        var reasoningInside = Find(local, type, UsageRoles.ReasoningInside);
        var reasoningBeside = reasoningInside is null ? Find(local, type, UsageRoles.ReasoningBeside) : null;
        var isExclusive = readBeside is not null || writeBeside is not null;
        if (isExclusive && (readInside is not null || writeInside is not null))
            return null;

        var write5m = Find(local, type, UsageRoles.CacheWrite5m);
        var write1h = Find(local, type, UsageRoles.CacheWrite1h);

        var arguments = new List<string>();
        arguments.Add($"input: {input?.Text ?? "null"}");
        arguments.Add($"output: {output?.Text ?? "null"}");
        Add(arguments, "cacheRead", readInside ?? readBeside);
        Add(arguments, "cacheWrite5m", write5m);
        Add(arguments, "cacheWrite1h", write1h);
        Add(arguments, "cacheWrite", Unsplit(writeInside ?? writeBeside, write5m ?? write1h));
        Add(arguments, "reasoning", reasoningInside ?? reasoningBeside);
        if (reasoningBeside is not null)
            arguments.Add("reasoningIncluded: false");
        return $"{TokenUsage}.{(isExclusive ? "FromExclusive" : "FromInclusive")}({string.Join(", ", arguments)}){Parts(local, type)}";
    }

    /// <summary>The counts at the paths that the user names.</summary>
    public string? TryRead(string local, ITypeSymbol type, UsageShapeWord word)
    {
        var arguments = new List<string>();
        Add(arguments, "input", At(word.Input) ?? Unknown);
        Add(arguments, "output", At(word.Output) ?? Unknown);
        Add(arguments, "cacheRead", At(word.CacheRead));
        Add(arguments, "cacheWrite", At(word.CacheWrite));
        Add(arguments, "cacheWrite5m", At(word.CacheWrite5m));
        Add(arguments, "cacheWrite1h", At(word.CacheWrite1h));
        Add(arguments, "reasoning", At(word.Reasoning));
        if (!word.OutputIncludesReasoning)
            arguments.Add("reasoningIncluded: false");
        var known = arguments.Any(static argument => argument is not ("input: null" or "output: null"));
        return known ? $"{TokenUsage}.{(word.InputIncludesCache ? "FromInclusive" : "FromExclusive")}({string.Join(", ", arguments)})" : null;

        Expression? At(string? path) => path is null ? null : Find(local, type, [path]);
    }

    private static readonly Expression Unknown = new("null", null!, IsNullable: true);

    private string Parts(string local, ITypeSymbol type)
    {
        var arguments = new List<string>();
        Add(arguments, "audioInput", Find(local, type, UsageRoles.AudioInput));
        Add(arguments, "audioOutput", Find(local, type, UsageRoles.AudioOutput));
        Add(arguments, "imageInput", Find(local, type, UsageRoles.ImageInput));
        Add(arguments, "imageOutput", Find(local, type, UsageRoles.ImageOutput));
        Add(arguments, "serverToolCalls", Find(local, type, UsageRoles.ServerTools));
        return arguments.Count == 0 ? "" : $".WithParts({string.Join(", ", arguments)})";
    }

    private static void Add(List<string> arguments, string name, Expression? expression)
    {
        if (expression is not null)
            arguments.Add($"{name}: {expression.Text}");
    }

    /// <summary>The total of cache writes contains its split by lifetime: it counts only where the split is not there.</summary>
    private static Expression? Unsplit(Expression? total, Expression? split)
    {
        if (total is null || split is null)
            return total;
        return split.IsNullable ? total with { Text = $"{split.Text} is null ? (long?){total.Text} : null" } : null;
    }

    private Expression? Find(string local, ITypeSymbol type, string[] paths)
    {
        foreach (var path in paths)
        {
            if (members.FindPath(local, type, path) is { } expression && AsCount(expression) is { } count)
                return count;
        }

        return null;
    }

    /// <summary>As something that becomes a <c>long?</c>; null for what is no count.</summary>
    private static Expression? AsCount(Expression expression) => Members.Underlying(expression.Type).SpecialType switch
    {
        SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32
            or SpecialType.System_UInt32 or SpecialType.System_Int64 => expression,
        SpecialType.System_UInt64 => expression with { Text = $"(long?){expression.Text}" },
        _ => null,
    };
}
