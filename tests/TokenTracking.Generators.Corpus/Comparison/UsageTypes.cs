using System.Reflection;
using System.Runtime.CompilerServices;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>Which types carry token counts, read from the runtime's types.</summary>
internal static class UsageTypes
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public;

    private static readonly string[] Carriers = ["Usage", "UsageMetadata", "TokenUsage", "UsageDetails"];
    private static readonly string[] Inputs = ["InputTokenCount", "InputTokens", "PromptTokens", "PromptTokenCount", "PromptEvalCount"];
    private static readonly string[] Outputs = [
        "OutputTokenCount", "OutputTokens", "CompletionTokens", "CandidatesTokenCount", "EvalCount"];
    private static readonly string[] Held = ["Message", "Response", "Result", "Completion"];
    private static readonly Dictionary<Type, bool> Known = [];

    /// <summary>True for a result, or a piece of a stream, from which counts can be read.</summary>
    public static bool Carries(Type type)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(type, out var carries))
                Known[type] = carries = Carries(type, 0);
            return carries;
        }
    }

    private static bool Carries(Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (depth > 3 || type.IsPrimitive || type.IsGenericParameter || type == typeof(string) || IsLookAlike(type))
            return false;
        if (IsInputAlone(type))
            return true;
        if (type == typeof(TokenUsage)
            || Properties(type)
                .Any(static property => property.PropertyType == typeof(TokenUsage) || property.PropertyType == typeof(TokenUsage?)))
            return true;
        if (Carriers.Any(name => Find(type, name) is { } usage && Counts(usage, both: false)) || Counts(type, both: true))
            return true;
        // The connectors of Semantic Kernel put the SDK's usage into a dictionary, under "Usage".
        if (Find(type, "Metadata") is { } metadata && IsDictionaryOfObjects(metadata))
            return true;
        return Inside(type).Any(inner => Carries(inner, depth + 1));
    }

    // Ollama's embeddings have no output.
    private static bool IsInputAlone(Type type) => IsCount(Find(type, "PromptEvalCount"));

    /// <summary>What a value holds, or may turn out to be.</summary>
    private static IEnumerable<Type> Inside(Type type)
    {
        if (type.IsArray)
            return [type.GetElementType()!];
        if (typeof(ITuple).IsAssignableFrom(type))
            return type.GetGenericArguments();
        if (type.GetInterfaces().Append(type).FirstOrDefault(static candidate => candidate.IsGenericType
            && (candidate.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>)
                || candidate.GetGenericTypeDefinition() == typeof(ICollection<>))) is { } collection)
        {
            return collection.GetGenericArguments();
        }

        var isEvent = Array.Exists(
            ["Event", "Update", "Chunk", "Output", "Response", "Result"], ending => type.Name.EndsWith(ending, StringComparison.Ordinal));
        var held = isEvent ? Held.Select(name => Find(type, name)).OfType<Type>() : [];
        if (Find(type, "Contents") is { IsGenericType: true } contents
            && contents.GetGenericArguments()[0] is { FullName: "Microsoft.Extensions.AI.AIContent" } part)
            return [part.Assembly.GetType("Microsoft.Extensions.AI.UsageDetails")!];
        if (type.FullName == "Microsoft.Extensions.AI.RealtimeServerMessage")
            return [type.Assembly.GetType("Microsoft.Extensions.AI.UsageDetails")!];
        return Find(type, "Value") == typeof(object)
            ? held.Concat(
                type.GetConstructors().Select(static constructor => constructor.GetParameters().FirstOrDefault()?.ParameterType)
                    .OfType<Type>().Where(inner => inner.IsClass && inner != type))
            : held;
    }

    private static bool Counts(Type type, bool both)
    {
        var input = Array.Exists(Inputs, name => IsCount(Find(type, name)));
        var output = Array.Exists(Outputs, name => IsCount(Find(type, name)));
        return both ? input && output : input || output;
    }

    private static bool IsCount(Type? type)
        => type is not null
            && Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is TypeCode.Int32 or TypeCode.Int64 or TypeCode.UInt32
                or TypeCode.Int16;

    private static bool IsDictionaryOfObjects(Type type) => type.GetInterfaces().Append(type).Any(static candidate =>
        candidate.IsGenericType
        && (candidate.GetGenericTypeDefinition() == typeof(IDictionary<,>)
            || candidate.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        && candidate.GetGenericArguments() is [var key, var value] && key == typeof(string) && value == typeof(object));

    private static bool IsLookAlike(Type type)
        => Array.Exists(["TokensCount", "CountTokens", "TokenCountResult"], part => type.Name.Contains(part, StringComparison.Ordinal))
            || Array.Exists(["Params", "Options", "Request"], ending => type.Name.EndsWith(ending, StringComparison.Ordinal));

    private static Type? Find(Type type, string name)
        => Properties(type).FirstOrDefault(property => property.Name == name)?.PropertyType is { } found
            ? Nullable.GetUnderlyingType(found) ?? found : null;

    private static IEnumerable<PropertyInfo> Properties(Type type)
        => (type.IsInterface ? type.GetInterfaces().Prepend(type) : [type]).SelectMany(
            static declaring => declaring.GetProperties(Instance))
            .Where(static property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0);
}
